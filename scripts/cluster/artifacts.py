"""What an OpenSearch server is made of: artifacts of Maven Central, with their digests."""

from __future__ import annotations

from typing import Final, NamedTuple

SERVER: Final = "org.opensearch.distribution.integ-test-zip:opensearch:{version}:zip"
"""The whole server without plugins. There are 2.0, 2.4, 2.11, 2.13, 2.15, 2.17 to 2.19 and 3.6."""


class Module(NamedTuple):
    """A module that a server lacks; made of jars."""

    name: str
    class_name: str
    extends: str
    """The module that it builds on; none if empty."""
    artifacts: tuple[str, ...]


MODULES_OF_2: Final = (
    Module(
        "lang-painless",
        "org.opensearch.painless.PainlessPlugin",
        "",
        (
            "org.opensearch.plugin:lang-painless:{version}",
            "org.opensearch.plugin:opensearch-scripting-painless-spi:{version}",
            "org.antlr:antlr4-runtime:4.13.1",
            "org.ow2.asm:asm:9.7",
            "org.ow2.asm:asm-analysis:9.7",
            "org.ow2.asm:asm-commons:9.7",
            "org.ow2.asm:asm-tree:9.7",
            "org.ow2.asm:asm-util:9.7",
        ),
    ),
    Module(
        "analysis-common",
        "org.opensearch.analysis.common.CommonAnalysisPlugin",
        "lang-painless",
        ("org.opensearch.plugin:analysis-common:{version}",),
    ),
)
"""The archive of version 2 has no modules but the one for the network; that of 3 has them all."""

PERMISSIONS: Final = """\
grant {
  permission java.lang.RuntimePermission "createClassLoader";
  permission java.lang.RuntimePermission "getClassLoader";
};
"""
"""What lang-painless asks of the security manager of version 2."""

SHA256: Final = {
    "opensearch-2.19.6.zip": "71d6d8b1c637f3faecda0752b184b1cc526fc6eaad59ec1408c6327bb00b9293",
    "lang-painless-2.19.6.jar": "e71e6c7ef99a6f5958cd0b25367acf472cc52cd49d29e13084c5ff0b5931f717",
    "opensearch-scripting-painless-spi-2.19.6.jar": "84e545b968151739f1915cfd2db24bf873edfd317d2848b87b61d0d60ec70869",  # noqa: E501
    "antlr4-runtime-4.13.1.jar": "54665d2838cc66458343468efc539e454fc95b46a8a04b13c6ac43fc9be63505",
    "asm-9.7.jar": "adf46d5e34940bdf148ecdd26a9ee8eea94496a72034ff7141066b3eea5c4e9d",
    "asm-analysis-9.7.jar": "7bc6bcbc21379948a0c8c467fb0f864206e5b818f6bc0b546872f5c9f941556f",
    "asm-commons-9.7.jar": "389bc247958e049fc9a0408d398c92c6d370c18035120395d4cba1d9d9304b7a",
    "asm-tree-9.7.jar": "62f4b3bc436045c1acb5c3ba2d8ec556ec3369093d7f5d06c747eb04b56d52b1",
    "asm-util-9.7.jar": "37a6414d36641973f1af104937c95d6d921b2ddb4d612c66c5a9f2b13fc14211",
    "analysis-common-2.19.6.jar": "187378844d92a043b935038f9ae168f7812f686b1c1c7128f8b97731baff8a1a",  # noqa: E501
    "opensearch-security-2.19.1.0.zip": "94a04f12ac6033902209fac1e4e512618d45beee604bbf0e42c3ed79c55220cf",  # noqa: E501
    "opensearch-3.6.0.zip": "a91faa1dc1cadc78cb278b4f63847e19e1627a4e9de698e14e7efc14ee37b286",
}
"""By the name of the file. Of a version that is not here only Maven's own checksums are known."""


def file_name(artifact: str) -> str:
    """The name under which Maven copies an artifact."""
    _, name, version, *kind = artifact.split(":")
    return f"{name}-{version}.{kind[0] if kind else 'jar'}"
