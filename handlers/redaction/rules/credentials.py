"""Rules for secrets: issued tokens, passwords in assignments, sentences, tables and command lines, and device keys."""

from __future__ import annotations

from handlers.redaction import patterns as p
from handlers.redaction import replace, vocabulary, words
from handlers.redaction.rules.rule import Rule, rule

_SECRET_NAME = rf"(?:{p.PASS}|{p.KEY}){p.TAIL}"
_ACCOUNTS = "|".join(sorted(vocabulary.KNOWN_ACCOUNTS)) + r"|[\w.@-]{1,40}\d"
_NEXT_LINE = r"(?P<gap>[ \t]{0,8}(?:\r?\n[ \t]{0,8}){1,2})"
TOKENS: list[Rule] = [
    rule(p.SECRET, rf"(?:(?<![a-z0-9])|{p.ESCAPED})(?:", "|".join(words.ISSUED_TOKENS.split()), ")"),
    rule(
        replace.whole_value,
        r"(?:slack\.com|\ue002)/(?:services|workflows|triggers|api/webhooks)/(?P<value>[^\s\"'<>]++)",
        gate="webhook",
    ),
    rule(
        replace.assigned_value,
        r"authorization(?:\\?[\"'])?[ \t]?[:=](?P<gap>[ \t]{1,4})?(?:\\?[\"'])?",
        rf"(?P<value>{p.CREDENTIAL})",
        gate="authorization",
    ),
    rule(
        replace.whole_value,
        r"(?<![\w-])(?:set-)?cookie2?(?:\\?[\"'])?[ \t]?[:=][ \t]?(?:\\?[\"'])?",
        r"(?P<value>[^\s=;\"']{1,80}+=[^\s;\"']*+(?:;[ \t]?[^\s=;\"']{1,80}+(?:=[^\s;\"']*+)?)*+)",
        gate="cookie",
    ),
]
DEVICES: list[Rule] = [
    rule(
        replace.device_secret,
        r"(?<!\w)(?:snmp-server[ ]community|community[ ]string(?:[ ]is)?|version[ ]2c|(?:tacacs|radius)-server(?:[ ]host[ ]\S{1,40})?[ ]key|isakmp[ ]key|",
        r"ascii-text|wpa-psk[ ]ascii(?:[ ]\d)?|(?:authentication|message-digest)-key[ ]\d{1,5}[ ]md5|encrypted-password|",
        r"enable[ ](?:secret|password)(?:[ ]level[ ]\d{1,2})?)[ ](?:\d[ ])?",
        rf"(?P<value>{p.QUOTES}|[^\s\"']{{3,}}+)",
        gate="device secret",
    ),
    rule(
        replace.device_secret,
        r"(?<!\w)(?:secret|password|key|key-string)[ ][0-9][ ](?P<value>\$[^\s\"']{4,}+|(?=[a-f]*\d)[0-9a-f]{8,}+(?!\w))",
        gate="device secret",
    ),
    rule(
        replace.device_secret,
        r"(?<!\w)neighbor[ ]\S{1,45}[ ]password[ ](?:\d[ ])?(?P<value>\S{3,}+)",
        gate="device secret",
    ),
]
PASSWORDS: list[Rule] = [
    rule(
        replace.value_before_name,
        rf"{p.VALUE_BEFORE_NAME}(?:is|was|ist|est|es|é|è)[ \t]+(?:{p.ARTICLE}[ \t]+){{1,3}}(?:\w{{1,30}}[ \t]+){{0,2}}?{p.PASS}",
        r"(?![\w-]|[ \t]+(?:polic|manage|reset|field|hash|vault|stor|expir|len|prompt|hint|rota))",
    ),
    rule(replace.value_before_name, rf"{p.VALUE_BEFORE_NAME}as[ \t]+(?:{p.ARTICLE}[ \t]+){{0,3}}{p.PASS}(?![\w-])"),
    rule(
        replace.whole_value,
        rf"{_SECRET_NAME}(?:\s[^<>]{{0,200}})?>\s{{0,4}}(?P<value>[^<\s](?:(?!\s*</)[^\n]){{0,512}}+)(?=\s*</)",
        gate="element",
    ),
    rule(
        replace.new_value,
        rf"{p.PASS}{p.TAIL}{p.BETWEEN}(?:[ \t]+[a-z]{{1,20}}){{0,4}}?[ \t]+{p.CHANGED}{p.TO}{p.VALUE}{p.MORE}",
    ),
    rule(
        replace.new_value,
        rf"(?<!\w){p.CHANGED}(?:ting|ing|d)?(?:[ \t]+[\w'’-]{{1,30}}){{0,4}}?[ \t]+{p.PASS}{p.TAIL}{p.BETWEEN}{p.TO}",
        rf"{p.VALUE}{p.MORE}",
    ),
    rule(
        replace.whole_value,
        r"(?<!\w)(?:cred(?:ential)?s?|log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]in|authenticated?)",
        rf"(?:[ \t]+(?:with|using|as|is|are|were|was)|:)?{p.LOGIN_NAME}(?P<value>[^\s/]\S*+)",
        gate="login",
    ),
    rule(
        replace.whole_value,
        r"(?<!\w)cred(?:ential)?s?(?:[ \t]+(?:are|were|of|with))?:?[ \t]+[\w.@-]{1,64}/(?P<value>\S++)",
        gate="login",
    ),
    rule(replace.assigned_value, rf"{p.PHRASE}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}{p.PHRASE_MORE}"),
    rule(
        replace.whole_value,
        rf"{_SECRET_NAME}:[ \t]*[|>][+-]?[ \t]*\n[ \t]+(?P<value>[^\n]+(?:\n[ \t]+[^\n]+)*+)",
        gate="line",
    ),
    rule(
        replace.whole_value,
        r"(?<!\w)(?:pin|passcode|otp)(?:[ ]code)?[ \t]+(?P<value>\d{4,12})(?![\w.,-]{0,40}\d)",
        gate="secret name",
    ),
    rule(replace.assigned_value, rf"{p.PASS}{p.TAIL}{p.ASSIGN}{p.ASSIGNED}{p.MORE}"),
    rule(replace.assigned_value, rf"{p.KEY}{p.TAIL}{p.ASSIGN}{p.ASSIGNED}"),
    rule(replace.assigned_value, rf"{p.PASS}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}{p.MORE}"),
    rule(replace.assigned_value, rf"{p.KEY}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}"),
    rule(
        replace.value_after_name,
        rf"(?:with|using|and|mit|avec|con|com)[ \t]+(?:{p.ARTICLE}[ \t]+)?{p.PASS}{p.TAIL}[ \t]+{p.VALUE}",
    ),
    rule(
        replace.value_after_name,
        rf"(?<!\w)(?:user(?:name)?|login|account)[ \t:=]+\S{{1,64}}[ \t]+(?:(?:and|with)[ \t]+)?{p.PASS}{p.TAIL}",
        rf"[ \t]+{p.VALUE}",
    ),
    rule(replace.value_after_name, rf"(?<![\w-])--?(?:[a-z]{{1,20}}-){{0,3}}{_SECRET_NAME}[ \t]+(?!-){p.VALUE}"),
    rule(replace.assigned_value, rf"(?<![\w-]){_SECRET_NAME}[ \t]+(?:by[ \t]+)?(?P<value>{p.QUOTES})"),
    rule(replace.bare_word, rf"(?<![\w-]){_SECRET_NAME},?[ \t]+{p.VALUE}"),
    rule(
        replace.whole_value,
        rf"(?<!\S)(?:-u|-U|--user|--proxy-user)[ =][\"']?(?!\d+:)[^\s:%\"']{{1,64}}[:%](?P<value>{p.UNQUOTED})",
        gate="login",
    ),
    rule(
        replace.whole_value,
        r"(?<!\w)(?:sshpass|mysql\w{0,12}|mariadb\w{0,12}|mongo\w{0,12}|smbclient|xfreerdp|redis-cli|plink|pscp)(?!\w)",
        rf"[^\n|;]{{0,200}}?[ \t](?-i:-pw(?=[ ])|-p|-a)(?![\w]*:)[ =]?(?!-){p.VALUE}",
        gate="tool",
    ),
    rule(
        replace.whole_value,
        r"(?<!\w)net[ \t]+user[ \t]+\S{1,64}[ \t]+(?P<value>[^\s/]\S*+)(?=[ \t]+/)",
        gate="net user",
    ),
    rule(
        replace.whole_value,
        rf"(?<!\w)(?:identified[ \t]+by|convertto-securestring)[ \t]+(?P<value>{p.QUOTES})",
        gate="identified",
    ),
    rule(
        replace.credential,
        r"(?<![\w-])(?:bearer|basic|token|negotiate|ntlm|apikey)[ \t]+(?P<value>[\w.~+/=-]{8,}+)",
        gate="scheme",
    ),
    rule(
        replace.assigned_value,
        rf"{_SECRET_NAME}(?:\\?[\"'`]|\*{{1,2}})?:\*{{0,2}}{_NEXT_LINE}(?P<value>\S++)(?=[ \t]*(?:\r?\n|$))",
        gate="line",
    ),
    rule(replace.whole_value, rf"{p.PHRASE}:{_NEXT_LINE}(?P<value>[^\n]++)", gate="line"),
    rule(
        replace.cell,
        rf"(?<=\|)[ \t*]{{0,8}}{_SECRET_NAME}[ \t*]{{0,8}}\|[ \t]{{0,8}}(?P<value>[^|\s](?:[^|\n]{{0,98}}[^|\s])?)(?=[ \t]{{0,8}}\|)",
        gate="pipe",
    ),
    rule(
        replace.bare_word,
        rf"{p.PASS}{p.TAIL}(?:[ \t]+\w{{1,20}}){{0,3}}?[ \t]+from[ \t]+(?P<value>\S++)(?=[ \t]+to[ \t])",
    ),
    rule(replace.whole_value, r"(?<!\S)/p(?:ass(?:word)?)?:(?P<value>[^\s=/\"']++)(?![=/])", gate="slash"),
    rule(replace.whole_value, r"(?<!\S)/u(?:ser)?[ :]\S{1,64}[ ]/p[ ](?P<value>[^\s\"'/]\S*+)", gate="slash"),
    rule(
        replace.whole_value, r"(?<!\S)/user:\S{1,64}[ ](?P<value>(?=\S*[\d!@#$%^&*])[^\s\"'/]\S{3,}+)", gate="command"
    ),
    rule(replace.bare_word, rf"(?<!\w)net1?[ \t]+user[ \t]+\S{{1,64}}[ \t]+{p.VALUE}", gate="net user"),
    rule(
        replace.whole_value,
        r"[\"'][\w.-]{1,64}:(?P<value>[^\s\"']{1,128})(?=[\"'][ ]{0,3}\|[ ]{0,3}(?:sudo[ ])?chpasswd)",
        gate="chpasswd",
    ),
    rule(
        replace.whole_value,
        rf"(?<!\w)(?:log[ -]?ins?|logged[ ]in|sign[ -]?in)(?:[ ](?:with|using|as|is|are|of|for))?:?[ ](?:{_ACCOUNTS})/(?P<value>[^\s/]\S*+)",
        gate="login",
    ),
    rule(replace.whole_value, r"(?<!\w)basic[ ]auth[ ][\w.@-]{1,64}:(?P<value>\S++)", gate="scheme"),
    rule(
        replace.whole_value,
        r"(?<!\w)(?:recovery|backup)[ _-]codes?:?[ ](?:is[ ])?(?P<value>(?=[a-z-]*\d)[a-z\d]{3,}+(?:-[a-z\d]{3,}+)*+)",
        gate="code",
    ),
    rule(replace.whole_value, r"(?<!\w)az[ ]login[ ][^\n|;]{0,120}?[ ]-p[ ](?P<value>\S++)", gate="login"),
    rule(replace.whole_value, r"(?<!\w)docker[ ]login[ ][^\n|;]{0,120}?[ ]-p[ ](?P<value>\S++)", gate="login"),
    rule(replace.whole_value, r"(?<!\w)ldap\w{1,12}[ ][^\n|;]{0,200}?[ ]-w[ ](?P<value>[^\s-]\S*+)", gate="ldap"),
    rule(
        replace.whole_value,
        r"(?<!\w)smbclient[ ][^\n|;]{0,120}?[ ]-U[ ]?[\"']?[\w.\\/-]{1,64}%(?P<value>[^\s\"']++)",
        gate="tool",
    ),
    rule(p.SECRET, r"(?<![0-9a-f])[0-9a-f]{32}:[0-9a-f]{32}(?![0-9a-f])", gate="colons"),
]
