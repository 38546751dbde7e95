"""A class's join link, so that its instructor can read it again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("classes", sa.Column("token", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("classes", "token")
