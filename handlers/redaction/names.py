"""Dotted names that are neither hosts nor addresses: versions, names of malware, and names of detection rules."""

from __future__ import annotations

import re

from handlers.redaction import words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Products whose versions have up to four numbers. `nginx 10.0.0.1` stays an address, see `is_version`.
_PRODUCTS = (
    r"openssl|openssh|nginx|apache|httpd|tomcat|jetty|jboss|wildfly|weblogic|websphere|iis|php|perl|python|ruby|java|jdk|jre|"
    r"node(?:\.?js)?|curl|wget|lib[a-z]{2,12}|jquery|bootstrap|angular|react|log4j|spring(?: framework)?|struts|hibernate|"
    r"jackson|django|flask|rails|laravel|wordpress|drupal|joomla|magento|jenkins|gitlab|gitea|grafana|kibana|logstash|"
    r"elasticsearch|opensearch|kafka|zookeeper|kubernetes|kubelet|docker|containerd|runc|podman|terraform|ansible|vault|consul|"
    r"postgres(?:ql)?|mysql|mariadb|mongodb|redis|memcached|rabbitmq|sqlite|cassandra|oracle|exchange|sharepoint|office|outlook|"
    r"word|excel|acrobat|reader|flash|firefox|thunderbird|chrome|chromium|edg[ea]?|opera|opr|safari|headlesschrome|electron|msie|"
    r"webkit|applewebkit|samba|openvpn|wireguard|squid|haproxy|varnish|bind|postfix|exim|dovecot|sendmail|proftpd|vsftpd|wireshark|"
    r"nmap|nessus|splunk|wazuh|osquery|sysmon|suricata|zeek|snort|clamav|fortios|pan-os|panos|junos|ios|ios xe|nx-os|big-ip|netscaler|"
    r"adc|esxi?|vcenter|vsphere|citrix|confluence|jira|bitbucket|zoom|teams|slack|teamviewer|anydesk|putty|winscp|filezilla|7-?zip|"
    r"winrar|vlc|skype|silverlight|xcode|android|macos|kernel|linux|glibc|openjdk|eclipse|intellij|notepad\+\+"
)
_KINDS = r"(?:[ ](?:server|reader|player|acrobat|client|agent|browser|framework|engine|desktop|web|cms|core|runtime))?"
_AFTER_PRODUCT = re.compile(rf"(?<![\w@.])(?:{_PRODUCTS}){_KINDS}(?:(?P<slash>/)|[ -]v?|[ ]\(?)$", re.IGNORECASE)
_IS = r"(?:[ _-]?(?:number|is|of|to|before|prior to|up to|through|<=?|>=?)){0,2}\\?[\"']?[ \t]{0,2}[:= ][ \t]?\\?[\"']?v?$"
_AFTER_VERSION = re.compile(
    rf"(?:version|(?<!\w)ver){_IS}|(?<!\w)versions?[ ](?:\w{{1,8}}[ ]){{0,2}}$|(?<=[a-z])/v$", re.IGNORECASE
)
_AFTER_RELEASE = re.compile(
    rf"(?<!\w)(?:releases?|build|firmware|patch|driver|revision){_IS}|(?<!\w)(?:fixed|patched|resolved) in $",
    re.IGNORECASE,
)
_AFTER_HEADING = re.compile(
    r"(?<!\w)(?:sections?|clauses?|chapters?|paragraphs?|articles?|requirements?|benchmark|appendix|annex|dss|(?<!and )(?<!& )control|"
    r"§)[ ]$",
    re.IGNORECASE,
)
_AND_LATER = re.compile(
    r"[ ](?:and|or|through)[ ](?:later|earlier|newer|older|above|below|prior|higher|lower|up)(?!\w)", re.IGNORECASE
)
_PACKAGE = re.compile(
    r"\.(?:rpm|deb|jar|war|whl|so|dll|exe|msi|zip|tar|t?gz|apk|dmg|pkg|nupkg|gem)(?!\w)", re.IGNORECASE
)


_PRIVATE = {10, 127}
_LARGEST_VERSION = 20  # of the second to fourth number


def is_version(address: str, before: str, after: str) -> bool:
    """Whether four numbers with dots are a version or the number of a section.

    After the word version they are one. After the name of a product, only small numbers are, and not those of a private
    network. ``before`` and ``after`` are the text around the numbers.
    """
    numbers = [int(part) for part in address.split(".")]
    if not any(numbers):
        return True  # 0.0.0.0 is every address or none
    if _AFTER_VERSION.search(before) or (before[-1:] == "-" and _PACKAGE.match(after)):
        return True
    product = _AFTER_PRODUCT.search(before)
    if product and product["slash"]:
        return True
    likely = max(numbers[1:]) <= _LARGEST_VERSION
    if numbers[0] in _PRIVATE:
        return likely and bool(_AND_LATER.match(after))
    return likely and bool(
        product or _AND_LATER.match(after) or _AFTER_RELEASE.search(before) or _AFTER_HEADING.search(before)
    )


_PLATFORMS = _words("""
win win32 win64 w32 w64 w97m x97m o97m pp97m msil androidos androidelf unix elf linux osx macos android js vbs html script java
php python perl powershell bat multi msoffice swf pdf doc
""")
_UNMISTAKABLE_PLATFORMS = _words("win32 win64 w32 w64 w97m x97m o97m pp97m msil androidos")
_THREATS = _words("""
trojan backdoor worm virus ransom ransomware hacktool virtool exploit adware pua pup riskware downloader dropper spyware
rootkit trojandownloader trojandropper trojanspy trojanproxy trojanclicker trojan-downloader trojan-dropper trojan-psw
trojan-spy trojan-banker trojan-ransom trojan-proxy trojan-sms infostealer keylogger stealer miner coinminer packed
suspicious heur behavior behaveslike generic gen mal troj malware bds tr andr pws softwarebundler browsermodifier
""")
# Vendors and services whose detection rules are named in this way: `AWS.CloudTrail.Stopped`.
_RULE_ROOTS = _words("""
AWS GCP Azure Okta GitHub GitLab GSuite Google Crowdstrike CrowdStrike OneLogin Box Zoom Slack Snowflake Microsoft365 Microsoft
Asana Atlassian Duo Auth0 Notion Standard Kubernetes Salesforce Zendesk Zscaler Tines Teleport Sublime Cloudflare Dropbox
Osquery SentinelOne CarbonBlack Netskope Proofpoint Tailscale Wiz Push
""")
_THREAT_BEFORE = re.compile(
    r"(?:[a-z][\w-]{1,24}:[a-z0-9][\w-]{0,24}/|(?<![\w./:@])(?:" + "|".join(sorted(_PLATFORMS | _THREATS)) + r")[/:])$",
    re.IGNORECASE,
)


def is_detection(parts: list[str], before: str) -> bool:
    """Whether the parts of a dotted name are those of malware or of a detection rule.

    Such names begin with a kind, a platform or a vendor, and each part begins with a capital letter or a digit.
    """
    low = [part.lower() for part in parts]
    if low[-1] in words.COMMON_DOMAINS:
        return False
    if _THREAT_BEFORE.search(before):
        return True
    if len(parts) < 3 or not parts[0][0].isupper():
        return len(parts) > 2 and not _UNMISTAKABLE_PLATFORMS.isdisjoint(low)
    if not _UNMISTAKABLE_PLATFORMS.isdisjoint(low):
        return True
    capitalized = all(part[0].isupper() or part[0].isdigit() for part in parts[:-1])
    if low[0] in _THREATS or (low[0] in _PLATFORMS and not _THREATS.isdisjoint(low[1:])):
        return capitalized
    if low[0] in _PLATFORMS:
        return capitalized and parts[-1].isupper() and len(parts[-1]) < 4
    return parts[0] in _RULE_ROOTS and capitalized and parts[-1][0].isupper() and low[-1] not in words.CERTAIN_DOMAINS
