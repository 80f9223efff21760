"""A database or a key store that fails under a running application locks it, in words."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.integration.web.browsing import Browser
from tests.visits import answered, planned
from woningscan.persistence.database import Database


@pytest.mark.parametrize("which", ["database_url", "keystore_url"])
def test_a_file_that_is_spoiled_locks_the_application(adviser: Browser, which: str) -> None:
    visit = planned(adviser.installation)
    token = adviser.csrf_token()
    adviser.installation.resources.close()
    file = Database(getattr(adviser.installation.config, which)).file
    assert file
    Path(file).write_bytes(b"this is not a database" * 100)
    assert adviser.get(f"/visits/{visit}").status_code == 503
    response = adviser.save(visit, [answered(visit)], **{"X-CSRFToken": token})
    assert response.status_code == 503


def test_a_visit_that_was_altered_says_so(adviser: Browser) -> None:
    visit = planned(adviser.installation)
    with adviser.installation.resources.work.database.writing() as connection:
        connection.execute(text("UPDATE change SET envelope = digest WHERE sequence = 1"))
    response = adviser.get(f"/visits/{visit}")
    assert response.status_code == 500
    assert "beschadigd" in response.text
