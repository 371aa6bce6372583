"""Well-known documentation sites: a link to one of them keeps its host, because it identifies no one.

The list is fixed. docs/operations/redaction.md states it as a part of what is not redacted.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Whole host names: a subdomain of a site is not the site.
SITES = _words("""
attack.mitre.org capec.mitre.org cve.mitre.org cwe.mitre.org d3fend.mitre.org www.cve.org cve.org
nvd.nist.gov csrc.nist.gov www.nist.gov www.cisa.gov us-cert.cisa.gov www.first.org www.cert.org www.kb.cert.org
owasp.org www.owasp.org cheatsheetseries.owasp.org genai.owasp.org
docs.aws.amazon.com aws.amazon.com learn.microsoft.com docs.microsoft.com msrc.microsoft.com support.microsoft.com
cloud.google.com docs.cloud.google.com developers.google.com kubernetes.io docs.docker.com docs.github.com
docs.gitlab.com docs.oracle.com www.oracle.com docs.vmware.com developer.hashicorp.com
access.redhat.com ubuntu.com security-tracker.debian.org www.debian.org lists.debian.org www.suse.com
security.gentoo.org security.archlinux.org alas.aws.amazon.com errata.almalinux.org
osv.dev security.snyk.io avd.aquasec.com www.exploit-db.com www.cvedetails.com vuldb.com cxsecurity.com
pypi.org www.npmjs.com rubygems.org crates.io pkg.go.dev go.dev rustsec.org mvnrepository.com packagist.org
hub.prowler.com docs.prowler.com semgrep.dev codeql.github.com lgtm.com docs.sigmahq.io falco.org trivy.dev
doc.emergingthreats.net docs.suricata.io suricata.io docs.zeek.org www.snort.org docs.snort.org
documentation.wazuh.com docs.splunk.com www.elastic.co help.okta.com docs.crowdstrike.com docs.paloaltonetworks.com
docs.fortinet.com www.cisco.com tools.cisco.com helpx.adobe.com www.openssl.org openssl.org nginx.org www.php.net
httpd.apache.org logging.apache.org tomcat.apache.org www.apache.org spring.io www.jenkins.io
lolbas-project.github.io gtfobins.github.io www.loldrivers.io malpedia.caad.fkie.fraunhofer.de
datatracker.ietf.org www.rfc-editor.org www.w3.org www.iana.org developer.mozilla.org docs.python.org
schema.ocsf.io json.schemastore.org docs.oasis-open.org schemas.openxmlformats.org
www.cisecurity.org www.pcisecuritystandards.org www.iso.org gdpr.eu en.wikipedia.org
""")
# Only these paths of a site that also hosts what people and companies write.
_ADVISORIES = re.compile(r"/(?:advisories/|[\w.-]{1,100}/[\w.-]{1,100}/security/advisories/)GHSA-", re.IGNORECASE)


def is_documentation(scheme: str, host: str, rest: str) -> bool:
    """Whether the link, ``scheme://`` before ``host`` and ``rest`` after it, leads to a well-known documentation site."""
    if scheme.lower() not in {"https://", "http://", "https:\\/\\/", "http:\\/\\/"}:
        return False
    name = host.lower()
    return name in SITES or (name == "github.com" and _ADVISORIES.match(rest) is not None)
