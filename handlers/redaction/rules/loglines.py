"""Rules for lines whose form is known: logs of Unix daemons, command lines, syslog headers and directory names."""

from __future__ import annotations

from handlers.redaction import patterns as p
from handlers.redaction import vocabulary
from handlers.redaction.rules.rule import Match, Rule, rule
from handlers.redaction.rules.users import ACCOUNT, NAME, QUOTE, replace_groups

_X = rf"(?P<user>{NAME})"
USERS: list[Rule] = [
    # sshd, PAM, su and sudo
    rule(
        replace_groups,
        rf"(?<!\w)(?:accepted|failed|postponed)[ ][\w/-]{{1,30}}[ ]for[ ](?:(?:invalid|illegal)[ ]user[ ])?{_X}(?=[ ]from)",
        gate="sshd",
    ),
    rule(replace_groups, rf"(?<!\w)accepted[ ][\w/-]{{1,30}}[ ]for[ ]{_X}", gate="sshd"),
    rule(
        replace_groups,
        rf"(?<!\w)(?:attempts[ ]exceeded|on[ ]pts/\d{{1,4}}|password[ ]changed)[ ]for[ ](?:(?:invalid|illegal)[ ]user[ ])?{_X}(?=[ ]from|\s*$)",
        gate="sshd",
    ),
    rule(
        replace_groups,
        rf"(?<!\w)(?:auth\w*|login|logon|su:)[^\n]{{0,20}}[ ]fail(?:ed|ure)[ ]for[ ]{_X}(?=[ ](?:on|from|at)[ ])|(?<!\w)failed[ ]auth[ ]for[ ](?P<user2>{NAME})",
        gate="sshd",
    ),
    rule(replace_groups, rf"(?<![\w.@-]){_X}(?=\(uid=\d)", gate="uid"),
    rule(replace_groups, rf"(?<!\w)[eu]?uid=\d{{1,10}}\({_X}(?=\))", gate="uid"),
    rule(replace_groups, rf"\(to[ ]{_X}\)[ ](?P<user2>{NAME})(?=[ ]on[ ])", gate="daemon"),
    rule(
        replace_groups,
        rf"(?<![\w.@-]){_X}(?=[ ]:[ ](?:TTY=|command[ ]not[ ]allowed|\d{{1,3}}[ ]incorrect|user[ ]NOT|a[ ]password[ ]is))",
        gate="sudo",
    ),
    # Other daemons
    rule(
        replace_groups,
        rf"\({_X}\)[ ](?:CMD[ ]|RELOAD[ ]|REPLACE[ ]|LIST[ ]|(?:BEGIN|END)[ ]EDIT[ ])\((?P<user2>{NAME}(?=\)))?",
        gate="daemon",
    ),
    rule(replace_groups, rf"\[{_X}\][ ](?:FAIL|OK)[ ]LOGIN", gate="daemon"),
    rule(replace_groups, rf"(?<!\w)login[ ](?:incorrect|OK):?[ ]\[{_X}", gate="daemon"),
    rule(replace_groups, rf"->[ ]\[{_X}(?=\])", gate="daemon"),
    rule(replace_groups, r"\[(?P<host>\w[\w.-]{0,30})\]\\{1,2}\[" + _X + r"(?=\])", gate="daemon"),
    rule(replace_groups, rf"(?<!\w)openvpn[^\n]{{0,20}}[ ]{_X}/(?=[\d\ue001])", gate="daemon"),
    rule(replace_groups, rf"[ ]-[ ]{_X}[ ](?=\[\d\d/[a-z]{{3}}/\d{{4}}:)", gate="daemon"),
    rule(replace_groups, r"(?<!\w)workstation[ ]\[(?P<host>\w[\w.-]{0,62})(?=\])", gate="daemon"),
    rule(replace_groups, rf"(?<!\w)by[ ]{_X}(?=[ ]on[ ](?:vty|console|pts|tty)\d)", gate="daemon"),
    rule(replace_groups, rf"(?<!\w)last[ ]login:?[ ]{_X}[ ]from[ ](?P<host>[a-z][\w-]{{1,62}})?", gate="daemon"),
    rule(replace_groups, rf"(?<![\w.@-]){_X}(?=[ ]+pts/\d)", gate="pts"),
    rule(replace_groups, rf"(?<!\w)role[ ]{QUOTE}{_X}(?={QUOTE}[ ]does)", gate="user word"),
    rule(replace_groups, rf"(?-i:USER)[ ]{_X}(?=:)", gate="user word"),
    rule(replace_groups, rf"(?<!\w)new[ ]user:[ ]name={_X}", gate="user word"),
    rule(replace_groups, rf"(?<!\w)(?:add[ ]|FOR[ ])'{_X}(?='(?:[ ]to[ ]|,[ ]auth))", gate="quoted user"),
    rule(replace_groups, rf"'{_X}'@'(?:(?P<host>(?!\d+\.\d+\.)[a-z\d][\w.-]{{0,62}})(?='))?", gate="at"),
    rule(replace_groups, rf"(?<!\w)log(?:ged|ging)?[ -]?(?:in|on)[ ]as[ ](?!an?[ ]|the[ ]|any[ ]){_X}", gate="login"),
    rule(
        replace_groups, r"(?<![\w:\]}])\"(?P<user>\w[^\"\n\ue000]{0,63})\"[ ]?<(?:sips?:|mailto:)?(?=\ue000)", gate="at"
    ),
    rule(
        replace_groups,
        r"(?-i:(?<![\w-])(?P<user>[A-Z][a-z][\w.'-]{0,30}(?:[ ][A-Z][\w.'-]{0,30}){1,3}))[ ]<(?=\ue000)",
        gate="at",
    ),
    rule(replace_groups, rf"\"client\"\s?:\s?\"{_X}(?=/)", gate="client"),
    # The user of a pair whose password has been replaced
    rule(
        replace_groups,
        rf"(?:(?<!\S)(?:-u|-U|--user|--proxy-user)[ =]?[\"']?|(?:log[ -]?in|logged in|sign(?:ed)?[ -]in|creds?|credentials?|basic auth)[ ]"
        rf"(?:(?:with|as|using|is|are|of|for)[ ])?|[\"']){_X}(?:[ ]?[:/%|][ ]?)(?=\ue004)",
        gate="login",
    ),
    rule(replace_groups, rf"(?<!\w)for[ ]{_X}(?=[ ](?:is|was)[ ]\ue004)", gate="login"),
]

_TOOLS = (
    r"psexec|paexec|mysql\w{0,8}|mariadb|psql|pg_dump|mongo\w{0,8}|sudo|curl|smbclient|rpcclient|docker|az|wmic|ansible|rdesktop|"
    r"hydra|medusa|crackmapexec|netexec|nxc|evil-winrm|schtasks|winrs|sqlcmd|kubectl"
)
COMMANDS: list[Rule] = [
    rule(replace_groups, rf"(?<!\S)/u(?:ser)?:[\"']?(?P<user>{ACCOUNT})", gate="command"),
    rule(replace_groups, rf"(?<!\S)/u[ ](?P<user>{ACCOUNT})(?=[ ]/p|[ ]\ue004)", gate="command"),
    rule(
        replace_groups,
        rf"(?<!\w)(?:{_TOOLS})(?:\.exe)?(?!\w)[^\n|;]{{0,120}}?[ ](?:-u|-U|-l|--user(?:name)?)[ =]?[\"']?(?P<user>(?!\d+\.){ACCOUNT})(?![\w.]*(?:[:/][/\d]|\())",
        gate="command",
    ),
    rule(replace_groups, rf"(?<!\w)net1?[ ]+user[ ]+(?P<user>{ACCOUNT})(?=[ ]+(?:\ue004|/))", gate="command"),
    rule(
        replace_groups,
        rf"(?<!\w)net1?[ ]+localgroup[ ]+(?:\"[^\"\n]{{1,60}}\"|\S{{1,60}})[ ]+(?P<user>{ACCOUNT})(?=[ ]+/)",
        gate="command",
    ),
    rule(replace_groups, rf"(?<!\w)su[ ]-[ ]{_X}", gate="command"),
    rule(
        replace_groups,
        rf"(?<!\w)(?:useradd|adduser|userdel|deluser|usermod)[ ](?:-{{1,2}}[\w-]{{1,20}}(?:[ ](?!-)[\w/,.]{{1,30}}(?=[ ]\S))?[ ]){{0,6}}{_X}(?=\s*$|[ ]*[&;|\n\"'])",
        gate="command",
    ),
    rule(
        replace_groups,
        rf"(?<!\w)(?:get|set|new|remove|disable|enable|unlock)-(?:ad|local)(?:user|account)[ ]+-(?:identity|name)[ ]+[\"']?{_X}",
        gate="command",
    ),
    rule(replace_groups, rf"(?<!\w)(?:create|alter|drop)[ ]user[ ][\"'`]?(?!if[ ]){_X}", gate="command"),
    rule(replace_groups, rf"(?<!\w)to[ ]'{_X}(?='@)", gate="command"),
    rule(replace_groups, rf"(?<!\w)username[ ]{_X}(?=[ ](?:privilege|password|secret|nopassword)[ ])", gate="command"),
    rule(replace_groups, rf"(?<!\w)login[ ]user[ ]{_X}(?=[ ](?:auth|class|uid))", gate="command"),
    rule(replace_groups, rf"(?<!\w)set-credentials[ ]{_X}", gate="command"),
    rule(replace_groups, rf"(?<!\w)PSCredential\(\\?[\"'](?P<user>{ACCOUNT})", gate="command"),
    rule(replace_groups, rf"(?<!\w)log={_X}(?=&pwd=)", gate="equals"),
]


def directory_entry(match: Match) -> str:
    """Replace the name of the entry that a distinguished name denotes."""
    return match[0][: 3 if match[0][2] == "=" else 4] + p.USER + match["rest"]


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_STAMP = rf"(?<!\w){_MONTH}[ ]{{1,2}}\d{{1,2}}[ ](?:\d{{4}}[ ])?\d\d:\d\d:\d\d(?:\.\d{{1,6}})?[ ]"
_ISO = r"(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?[ ]"
_HOST = r"(?P<host>(?!\d{1,3}\.\d{1,3}\.)[a-z\d][\w.-]{0,62})[ ]"


def syslog_host(match: Match) -> str:
    """Replace the host of a syslog header; a level such as `ERROR` is none."""
    return match[0] if match["host"].lower() in vocabulary.LOG_LEVELS else replace_groups(match)


HOSTS: list[Rule] = [
    rule(p.HOST, r"(?<![\w.-])DC=[^,\s\"'<>;)\\=]{1,63}(?:,[ ]?DC=[^,\s\"'<>;)\\=]{1,63}){1,9}", gate="directory"),
    rule(
        directory_entry,
        r"(?<![\w=])(?<!,)(?<!,[ ])(?:CN|UID)=(?:[^,=\\\n\"'<>]|\\,){1,80}(?P<rest>(?:,[ ]?(?:OU|CN|O|L)=[^,=\n]{1,64}){0,8},[ ]?\ue002)",
        gate="directory",
    ),
    rule(
        syslog_host,
        rf"{_STAMP}{_HOST}(?=[\w./()-]{{1,48}}(?:\[\d{{1,10}}\])?:|%[A-Z_]{{2,20}}-\d|CEF:|LEEF:)",
        gate="syslog",
    ),
    rule(
        syslog_host,
        rf"{_ISO}{_HOST}(?=(?:{vocabulary.DAEMONS})(?:\[\d{{1,10}}\])?:|[\w./-]{{1,32}}\[\d{{1,10}}\]:|CEF:|LEEF:)",
        gate="syslog",
    ),
    rule(syslog_host, rf"<\d{{1,3}}>1[ ]{_ISO}{_HOST}(?=\S{{1,48}}[ ])", gate="syslog"),
]
