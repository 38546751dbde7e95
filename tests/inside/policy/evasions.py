"""All further ways out that the review must refuse as they stand."""

from tests.inside.policy.evasions_classes import CLASSES
from tests.inside.policy.evasions_language import LANGUAGE
from tests.inside.policy.evasions_modules import MODULES
from tests.inside.policy.evasions_sqlalchemy import SQLALCHEMY

EVASIONS = LANGUAGE | CLASSES | MODULES | SQLALCHEMY
