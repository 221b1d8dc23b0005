"""`concert user`: what an administrator can do at the terminal of the server."""


def test_people_are_changed_kept_out_and_let_in(concert):
    concert("user", "add", "first@example.org", "--role", "administrator")
    assert "last administrator" in concert("user", "keep-out", "first@example.org").stderr
    concert("user", "add", "second@example.org", "--organization", "AU")
    changed = concert("user", "change", "second@example.org", "--role", "administrator", "--why", "new post")
    assert changed.stdout.strip() == "second@example.org  administrator"
    assert "(may not sign in)" in concert("user", "keep-out", "first@example.org").stdout
    assert "(may not sign in)" not in concert("user", "let-in", "first@example.org").stdout
    assert concert("user", "forget-factors", "first@example.org").returncode == 0
    listed = concert("user", "list").stdout.splitlines()
    assert listed == ["first@example.org  administrator  ", "second@example.org  administrator  AU"]


def test_what_cannot_be_done_is_said(concert):
    concert("user", "add", "first@example.org")
    for arguments, words in (
        (["change", "nobody@example.org"], "nobody@example.org"),
        (["change", "first@example.org", "--role", "king"], "reader"),
        (["change", "first@example.org", "--organization", "NOPE"], "NOPE"),
    ):
        done = concert("user", *arguments)
        assert done.returncode == 2
        assert words in done.stderr
