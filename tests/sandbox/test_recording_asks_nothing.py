"""Recording asks nothing of what it tells: no code of the visitor's runs, nothing is loaded, configured, kept alive."""

from tests.sandbox.recording import CREW, at, lines, recorded_or_not
from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched


def test_recording_keeps_nothing_alive(sandboxes: Launched) -> None:
    seen, bare = recorded_or_not(
        sandboxes,
        "import weakref\n"
        "session = Session(engine)\n"
        "def made():\n"
        "    one, other, new = session.get(Member, 1), Session(engine), Member(name='x')\n"
        "    refs = [weakref.ref(each) for each in (one, other, new)]\n"
        "    del one, other\n"
        "    print([ref() is None for ref in refs])\n"
        "    return refs\n"
        "print([ref() is None for ref in made()])\n",
    )
    assert seen.output == bare.output == "[True, True, False]\n[True, True, True]\n"
    assert lines(seen)[-5:] == [4, 5, 6, 7, 8]
    assert [each.closed for each in at(seen, 6).sessions if each.number != 2] == [True]
    assert [each.state for each in at(seen, 6).objects] == ["gone"]


def test_values_are_told_without_the_visitors_own_code(crew: Visitor) -> None:
    seen = crew.run(
        "class Loud(str):\n"
        "    def __repr__(self):\n        print('repr')\n        return 'loud'\n"
        "    def __eq__(self, other):\n        print('eq')\n        return True\n"
        "    __hash__ = str.__hash__\n"
        "one = Member(name=Loud('x'))\n"
        "other = Member(name='y' * 500)\n"
    )
    assert seen.output == ""
    values = {each.name: each.attributes[1].value for step in seen.steps for each in step.objects}
    assert values["one"] == "<Loud>"
    assert len(values["other"]) == 100


def test_object_that_answers_for_itself_is_not_asked(unreviewed: Launched) -> None:
    seen = Visitor(unreviewed.sandboxes, Start(prelude=CREW)).run(
        "class Pet(Base):\n"
        "    __tablename__ = 'pet'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    def __getattribute__(self, name):\n        print(name)\n        return super().__getattribute__(name)\n"
        "    def __bool__(self):\n        print('bool')\n        return False\n"
        "    def __eq__(self, other):\n        print('eq')\n        return True\n"
        "    def __hash__(self):\n        print('hash')\n        return 1\n"
        "class Own(Session):\n"
        "    @property\n    def new(self):\n        print('new')\n        return ()\n"
        "pet = Pet()\n"
        "print('-')\n"
        "own = Own(engine)\n"
        "pet, own, [pet]\n"
        "other = pet\n"
    )
    assert seen.outcome == "ok"
    _, _, after = seen.output.partition("-\n")
    assert [line for line in after.splitlines() if line[0] not in "(<"] == []
    assert [(each.name, each.state) for each in seen.objects_at().values()] == [("pet", "transient")]


def test_hybrids_synonyms_and_properties_are_not_asked(crew: Visitor) -> None:
    seen = crew.run(
        "from sqlalchemy.ext.hybrid import hybrid_property\nfrom sqlalchemy.orm import synonym\n"
        "class Pet(Base):\n"
        "    __tablename__ = 'pet'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    name: Mapped[str]\n"
        "    label = synonym('name')\n"
        "    @hybrid_property\n"
        "    def loud(self):\n        print('asked')\n        return self.name.upper()\n"
        "pet = Pet(name='rex')\n"
    )
    assert seen.output == ""
    assert [each.name for each in seen.steps[-1].objects[0].attributes] == ["id", "name"]


def test_mapping_that_is_not_finished_is_not_configured(crew: Visitor) -> None:
    seen = crew.run(
        "one = Member(name='x')\n"
        "class Broken(Base):\n"
        "    __tablename__ = 'broken'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    other: Mapped['Missing'] = relationship()\n"
        "one.name = 'y'\n"
    )
    assert seen.outcome == "ok"
    assert [each.state for each in at(seen, 6).objects] == ["transient"]


def test_object_whose_class_is_mapped_no_more_has_no_attributes(crew: Visitor) -> None:
    crew.run("one = Member(name='x')\n")
    seen = crew.run("from sqlalchemy.orm import clear_mappers\nclear_mappers()\none.name = 'y'\n")
    assert (seen.outcome, seen.note) == ("ok", "")
    after = crew.run("x = 1\n")
    assert (after.note, [(each.name, each.attributes) for each in after.steps[0].objects]) == ("", [("one", [])])


def test_recursion_goes_as_deep_as_without(sandboxes: Launched) -> None:
    seen, bare = recorded_or_not(
        sandboxes,
        "def deep(n):\n    try:\n        return deep(n + 1)\n    except RecursionError:\n        return n\ndeep(0)\n",
    )
    assert seen.output == bare.output
