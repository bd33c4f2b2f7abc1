"""Fetching a server from Maven Central, once; needs Maven and no rights."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.cluster.artifacts import (
    MODULES_OF_2,
    PERMISSIONS,
    SERVER,
    SHA256,
    Module,
    file_name,
)
from scripts.cluster.failure import ClusterError

_COPY: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_POM: Final = """\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>searchnews</groupId><artifactId>server</artifactId><version>1</version>
<packaging>pom</packaging><dependencies>
{dependencies}
</dependencies></project>
"""
_DEPENDENCY: Final = """\
<dependency><groupId>{0}</groupId><artifactId>{1}</artifactId><version>{2}</version>
<type>{3}</type><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>
</exclusions></dependency>"""
_CHUNK: Final = 1 << 20


def installations() -> Path:
    """The folder of all servers: `$SEARCHNEWS_SERVERS`, or one that the server's user can read.

    As root the server runs as another user, who may not look into the home of root.
    """
    if given := os.environ.get("SEARCHNEWS_SERVERS"):
        return Path(given)
    if os.geteuid() == 0:
        return Path(tempfile.gettempdir(), "searchnews-servers")
    return Path.home() / ".cache" / "searchnews-servers"


def install(version: str) -> Path:
    """The home of a server of this version; fetched if it is not there.

    Raises:
        ClusterError: it cannot be fetched, or is not what it was.
    """
    home = installations() / f"opensearch-{version}"
    if home.is_dir():
        return home
    modules = MODULES_OF_2 if version.startswith("2.") else ()
    artifacts = [SERVER, *(artifact for module in modules for artifact in module.artifacts)]
    with fetched([artifact.format(version=version) for artifact in artifacts]) as files:
        new = files[0].parent
        with zipfile.ZipFile(files[0]) as archive:
            archive.extractall(new)
        unpacked = new / home.name
        for module in modules:
            _add_module(module, version, new, unpacked)
        keep(unpacked, home)
    return home


@contextmanager
def fetched(artifacts: list[str]) -> Iterator[list[Path]]:
    """The files of artifacts, in a folder of their own that goes in the end.

    Raises:
        ClusterError: one cannot be fetched, or is not what it was.
    """
    folder = installations() / f"new-{os.getpid()}"
    try:
        folder.mkdir(parents=True)
        _fetch(artifacts, folder)
        yield [folder / file_name(artifact) for artifact in artifacts]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(new: Path, home: Path) -> None:
    """Put a server where it stays, and let others read it."""
    programs = new / "bin"
    for path in (new, *new.rglob("*")):
        is_program = path.is_dir() or path.parent == programs
        path.chmod(0o755 if is_program else 0o644)
    installations().chmod(0o755)
    new.rename(home)


def _fetch(artifacts: list[str], folder: Path) -> None:
    """Have Maven copy artifacts into a folder, all in one run, which takes seconds to start."""
    if shutil.which("mvn") is None:
        raise ClusterError("the server comes from Maven Central, by Maven: install mvn")
    dependencies = []
    for artifact in artifacts:
        group, name, version, *kind = artifact.split(":")
        dependencies.append(_DEPENDENCY.format(group, name, version, kind[0] if kind else "jar"))
    pom = folder / "pom.xml"
    pom.write_text(_POM.format(dependencies="\n".join(dependencies)), encoding="utf-8")
    # A file whose checksum is not the one that Central has of it ends the run.
    command = ["mvn", "-q", "-B", "--strict-checksums", "-f", str(pom), _COPY]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={folder}"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ClusterError(f"Maven could not fetch the server:\n{done.stdout[-2000:]}{done.stderr}")
    for name in map(file_name, artifacts):
        _check(folder / name)


def _check(path: Path) -> None:
    expected = SHA256.get(path.name)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if expected is not None and digest != expected:
        raise ClusterError(f"{path.name} is not the file it was: its SHA-256 is {digest}")


def _add_module(module: Module, version: str, fetched: Path, home: Path) -> None:
    folder = home / "modules" / module.name
    folder.mkdir()
    for artifact in module.artifacts:
        shutil.copy(fetched / file_name(artifact.format(version=version)), folder)
    (folder / "plugin-descriptor.properties").write_text(
        f"name={module.name}\ndescription={module.name}\nversion={version}\n"
        f"opensearch.version={version}\njava.version=11\nclassname={module.class_name}\n"
        f"extended.plugins={module.extends}\nhas.native.controller=false\n",
        encoding="utf-8",
    )
    if not module.extends:
        (folder / "plugin-security.policy").write_text(PERMISSIONS, encoding="utf-8")
