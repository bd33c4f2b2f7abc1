"""OpenSearch's security: a plugin, certificates, and users with the rights that a test gives them.

Certificates are made with openssl, and signed by an authority of their own.
"""

from __future__ import annotations

import json
import os
import shutil
import ssl
import subprocess
import zipfile
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from scripts.cluster.failure import ClusterError
from scripts.cluster.installation import fetched, install, installations, keep
from scripts.cluster.node import Node

VERSION: Final = "2.19.1"
"""Of a server whose plugin Maven Central has: it has those of few."""

_PLUGIN: Final = "org.opensearch.plugin:opensearch-security:{version}.0:zip"
_NAME: Final = "opensearch-security"
_ADMIN: Final = "admin"
_FOLDER: Final = "certificates"
_KINDS: Final = ("internalusers", "roles", "rolesmapping", "actiongroups", "tenants", "nodesdn")
_FILES: Final = ("internal_users", "roles", "roles_mapping", "action_groups", "tenants", "nodes_dn")


class Role(NamedTuple):
    """The rights of a user: groups of actions, or actions, as OpenSearch calls them."""

    cluster: Sequence[str] = ()
    indexes: Sequence[str] = ()
    """On the indexes of `pattern`."""
    pattern: str = "presse*"


class Security:
    """Users of a cluster with their passwords and rights, and its certificates in a folder."""

    def __init__(self, folder: Path, users: Mapping[str, tuple[str, Role]]) -> None:
        """`users` are passwords and roles by name; `admin`, who may do all, is added."""
        self._folder = folder
        self._users = {**users, _ADMIN: (os.urandom(12).hex(), Role(["*"], ["*"], "*"))}

    @property
    def authority(self) -> Path:
        """The certificate by which those of the nodes are believed."""
        return self._folder / "ca.pem"

    @property
    def authorization(self) -> str:
        """The header of the administrator."""
        password = self._users[_ADMIN][0]
        return f"Basic {b64encode(f'{_ADMIN}:{password}'.encode()).decode()}"

    def trusted(self) -> ssl.SSLContext:
        """For a client that knows the authority."""
        return ssl.create_default_context(cafile=self.authority)

    def make_certificates(self) -> None:
        """Make the authority, and the certificate of all nodes."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj",
                 "/CN=searchnews test authority", "-keyout", self._folder / "ca.key",
                 "-out", self.authority)  # fmt: skip
        names = "subjectAltName=IP:127.0.0.1,DNS:localhost"
        request, key = self._folder / "node.csr", self._folder / "node.key"
        _openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=node", "-keyout", key,
                 "-addext", names, "-out", request)  # fmt: skip
        _openssl("x509", "-req", "-in", request, "-CA", self.authority, "-CAkey",
                 self._folder / "ca.key", "-CAcreateserial", "-copy_extensions", "copy",
                 "-days", "30", "-out", self._folder / "node.pem")  # fmt: skip

    def configure(self, node: Node) -> dict[str, Any]:
        """Write what a node needs into its configuration; gives its settings."""
        config = Path(node.folder, "config")
        shutil.copytree(self._folder, config / _FOLDER, dirs_exist_ok=True)
        self._write_users(config / _NAME, Path(node.home), Path(node.java))
        settings: dict[str, Any] = {
            "plugins.security.allow_default_init_securityindex": True,
            "plugins.security.nodes_dn": ["CN=node"],
            "plugins.security.ssl.transport.enforce_hostname_verification": False,
            "plugins.security.ssl.http.enabled": True,
        }
        for layer in ("transport", "http"):
            prefix = f"plugins.security.ssl.{layer}"
            settings[f"{prefix}.pemcert_filepath"] = f"{_FOLDER}/node.pem"
            settings[f"{prefix}.pemkey_filepath"] = f"{_FOLDER}/node.key"
            settings[f"{prefix}.pemtrustedcas_filepath"] = f"{_FOLDER}/ca.pem"
        return settings

    def _write_users(self, folder: Path, home: Path, java: Path) -> None:
        plugin = home / "plugins" / _NAME
        shutil.copytree(plugin / "config", folder, dirs_exist_ok=True)
        contents: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
        for name, (password, role) in self._users.items():
            contents["internalusers"][name] = {"hash": _hashed(plugin, java, password)}
            contents["roles"][name] = {
                "cluster_permissions": list(role.cluster),
                "index_permissions": [
                    {"index_patterns": [role.pattern], "allowed_actions": list(role.indexes)}
                ],
            }
            contents["rolesmapping"][name] = {"users": [name]}
        for kind, file in zip(_KINDS, _FILES, strict=True):
            about = {"_meta": {"type": kind, "config_version": 2}}
            # JSON is YAML.
            text = json.dumps(about | contents[kind], indent=1)
            (folder / f"{file}.yml").write_text(text, encoding="utf-8")


def install_with_security(version: str = VERSION) -> Path:
    """The home of a server with the plugin; fetched if it is not there.

    Raises:
        ClusterError: it cannot be fetched, or is not what it was.
    """
    plain = install(version)
    home = installations() / f"{plain.name}-security"
    if home.is_dir():
        return home
    with fetched([_PLUGIN.format(version=version)]) as (archive,):
        new = archive.parent / home.name
        shutil.copytree(plain, new)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(new / "plugins" / _NAME)
        keep(new, home)
    return home


def _hashed(plugin: Path, java: Path, password: str) -> str:
    """A password as the plugin keeps it."""
    done = subprocess.run(
        ["bash", plugin / "tools" / "hash.sh", "-env", "PASSWORD"],
        env={**os.environ, "PASSWORD": password, "OPENSEARCH_JAVA_HOME": str(java)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("$2")]
    if not lines:
        raise ClusterError(f"no password could be made: {done.stdout}{done.stderr}")
    return lines[-1]


def _openssl(*arguments: str | Path) -> None:
    if shutil.which("openssl") is None:
        raise ClusterError("certificates are made with openssl: install it")
    done = subprocess.run(
        ["openssl", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ClusterError(f"openssl {arguments[0]}: {done.stderr}")
