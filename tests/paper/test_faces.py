"""Faces that are not there are told with the command that installs them."""

import os
import subprocess
import sys

import pytest

from core.paper import faces, fonts
from core.paper.faces import faces_are_installed, missing_packages
from core.paper.fonts import FacesMissing, configuration


@pytest.fixture
def no_folders(tmp_path, monkeypatch):
    """A list of folders without any face in them."""
    file = tmp_path / "fonts.conf"
    file.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    monkeypatch.setattr(faces, "FOLDERS_FILE", file)


def test_they_are_installed_here():
    assert missing_packages() == []
    assert faces_are_installed() == []


def test_a_check_says_what_to_install(no_folders):
    (told,) = faces_are_installed()
    assert "apt-get install -y fonts-noto-cjk fonts-liberation fonts-babelstone-han" in told.msg


def test_printing_without_them_is_refused(no_folders):
    with pytest.raises(FacesMissing, match="服务器缺少打印所需的字体"):
        configuration.__wrapped__()


def test_other_programs_keep_their_own_list_of_faces():
    configuration()
    assert os.environ.get("FONTCONFIG_FILE") != str(fonts.FOLDERS_FILE)


def test_starting_up_does_not_load_the_painter():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        "django.setup(); print('weasyprint' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
