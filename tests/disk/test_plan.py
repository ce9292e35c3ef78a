"""Plans: what is written, kept and deleted."""

from vaultgen.diagnostics.source import LazySource
from vaultgen.disk import plan
from vaultgen.fingerprint import digest


def owned(**files: bytes) -> tuple[dict[str, str], bytes]:
    """A folder after the last build: digests of the files, and the manifest."""
    on_disk = {path: digest(data) for path, data in files.items()}
    return on_disk, plan.manifest_of({path: [found] for path, found in on_disk.items()})


def planned(wanted: dict[str, bytes], on_disk: dict[str, str], manifest: bytes | None) -> plan.Plan:
    digests = {path: digest(data) for path, data in wanted.items()}
    return plan.site(digests, on_disk, manifest, data=wanted.__getitem__)


def test_all_files_are_written_to_an_empty_folder() -> None:
    steps = planned({"a": b"1", "b": b"2"}, {}, None)
    assert [file.path for file in steps.write] == ["a", "b"]
    assert not steps.foreign


def test_unchanged_files_are_kept() -> None:
    steps = planned({"a": b"1", "b": b"2"}, *owned(a=b"1", b=b"old"))
    assert [file.path for file in steps.write] == ["b"]
    assert steps.keep == 1


def test_our_own_obsolete_file_is_deleted() -> None:
    assert planned({}, *owned(a=b"1")).delete == (("a", digest(b"1")),)


def test_a_folder_without_our_manifest_is_foreign() -> None:
    assert planned({"index.html": b"1"}, {"thesis.doc": "x"}, None).foreign == ("thesis.doc",)


def test_files_of_operating_systems_are_not_foreign() -> None:
    assert not planned({"index.html": b"1"}, {".DS_Store": "x", "people/Thumbs.db": "y"}, None).foreign


def test_a_changed_page_is_a_conflict() -> None:
    on_disk, manifest = owned(a=b"1")
    steps = planned({"a": b"2"}, {"a": digest(b"by hand")}, manifest)
    assert on_disk
    assert steps.foreign == ("a",)
    assert not steps.write


def test_a_changed_obsolete_page_is_kept() -> None:
    _, manifest = owned(a=b"1")
    assert planned({}, {"a": digest(b"by hand")}, manifest).delete == ()


def test_a_file_of_the_user_beside_ours_is_kept() -> None:
    on_disk, manifest = owned(a=b"1")
    steps = planned({"a": b"1"}, on_disk | {"CNAME": "z"}, manifest)
    assert steps == plan.Plan(keep=1)


def test_after_a_crash_we_own_both_the_old_and_the_new_file() -> None:
    both = plan.manifest_of({"a": [digest(b"old"), digest(b"new")], "b": [digest(b"old"), digest(b"new")]})
    steps = planned({"a": b"newer", "b": b"newer"}, {"a": digest(b"old"), "b": digest(b"new")}, both)
    assert [file.path for file in steps.write] == ["a", "b"]


def test_an_unreadable_manifest_owns_nothing() -> None:
    assert plan.read_manifest(b"{") == {}
    assert plan.read_manifest(b"[]") == {}
    assert plan.read_manifest(b'{"files": 3}') == {}


def test_a_draft_that_was_edited_before_it_was_read_again_is_not_the_one_to_replace() -> None:
    """Its digest is known from the last build; its bytes are read when the plan is made."""
    before = digest(b"as it was")
    edited = {path: LazySource(path, before, lambda _: b"as the user wrote it") for path in ("a.md", "b.md")}
    steps = plan.drafts({"a.md": "new"}, edited, ["b.md"])
    assert steps.write[0].expects == before
    assert steps.delete == (("b.md", before),)
