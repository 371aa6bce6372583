"""Word lists that distinguish hosts from files, and passwords from statements about them."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# All country codes and the most common generic domains of IANA's list, then names of private networks (RFC 6761, 6762,
# 8375 and custom). Domains that are rare in host names and common as words in code, such as `data` or `new`, are left out.
DOMAINS = _words("""
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd
cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge
gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki
km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my
mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se
sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz
va vc ve vg vi vn vu wf ws ye yt za zm zw
ads amazon apple bike date foo google kim lat microsoft mom ninja priv prod intra rocks works wtf youtube academy accountant accountants aero africa agency amsterdam apartments app arpa art asia attorney audio auto autos
band bank bar bayern beauty berlin best bet bible bid bio bit biz blog boats bond boston boutique brussels build
builders buzz bzh cafe camp capital cards care cars cash casino cat catering center cfd charity chat church city
cleaning click clinic clothing cloud club codes coffee college com community company computer construction consul
consulting contractors coop corp coupons courses credit cricket cyou dance dating deals degree dental design dev
diamonds digital discount dmz doctor domains download earth eco edu education email energy engineering equipment
estate eus example exchange expert faith family farm fashion film finance financial fitness flights flowers football
forum foundation fun fund gal gallery game games garden gifts global gold gov graphics green group guide guru hair
hamburg health healthcare holiday home homes hospital host hosting house i2p icu industries info ink institute
insurance internal international intranet invalid investments istanbul jobs kitchen koeln lan land law lawyer legal
life lighting limo link live loan loans local localdomain localhost lol london lotto makeup management market
marketing markets media men miami mil mobi money monster moscow motorcycles mov movie museum music name net network
news nexus nyc one onion online ooo org organic page paris party phd photo photography photos pictures pizza play
plumbing poker press pro prof promo properties pub quebec quest racing radio recipes reisen rentals repair rest
restaurant review reviews ruhr run saarland safe sale sbs school science scot security services shoes shop singles
site skin soccer social software solar solutions soy space store stream studio study supplies supply support svc
swiss systems tax taxi team tech technology tel tennis test theater tickets tirol today tokyo tools top tours town
toys trade trading training travel university vacations vegas ventures video villas vip voyage wales wang watch
webcam website wedding wien wiki win wine work workgroup world xxx xyz yachts yoga zip zone бг бел дети ком мкд
москва онлайн орг рус рф сайт срб укр қаз السعودية امارات ایران عمان مصر भारत ไทย みんな コム 中国 中國 中文网 公司 台湾
台灣 商城 在线 新加坡 网址 网络 香港 한국
""")

# A host name ends with one of these even if something else follows: `example.com.crt`.
COMMON_DOMAINS = _words("com net org edu gov mil local internal corp lan intranet onion arpa")
CERTAIN_DOMAINS = COMMON_DOMAINS | _words(
    "io co biz de fr uk ru cn jp br eu nl pl ch se es ca au kr tw ua ir dev xyz online site tech ai"
)

# Two labels that end in one of these are a file name.
FILE_DOMAINS = _words("md sh py pl rs zip so ps pm mk mov cab pub tf dot mo cc")
FILE_EXTENSIONS = _words(
    "log conf cfg crt cer pem key csr html htm txt json xml csv zip pcap db bak gz tgz tar p12 pfx pdf yml yaml"
)

# Domains that are words: after a full stop without a space they begin a sentence.
WORD_DOMAINS = _words("""
in it is no so me my be to at as am us do la an id info name email host group support link live network services
systems system service zone home news today team one work help life world land city
security safe health money music training media page run play win best bar band bank care cat chat click club code
codes college company digital direct energy events farm fast film fit food fun game games global gold green guide
house international legal marketing market men news now online open party photos pictures place plus press pro rest
review reviews sale school science shop site social software solutions space store studio study style supplies supply
tax tech technology tips tools top tours town trade travel university watch website wine
""")

# First and last parts of names in code and event schemas: `user.name`, `event.id`, `log.info`.
CODE_ROOTS = _words("""
self this super cls os sys system log logger logging console user users host event events obj object process file files
metadata spec status agent cloud rule account device source destination client server request response req res http
network dns url tls data config settings item node pod row record session group role project org organization
alert finding ticket app module package container kubernetes k8s math array list map string str window document
element el e ex err error exc torch np df tensor model threat observer related service target actor api tenant
""")
CODE_LEAVES = _words("""
id name info email host group link network zone test live run to is in at as it no io download media support services
security health school pro domains games top me my so do be page online stream style app tools review club home
""")
PACKAGE_ROOTS = _words("com org net java javax edu jakarta kotlin scala")
DOTTED_WORDS = _words(
    "asp.net vb.net ado.net ml.net rc.local make.in makefile.in configure.in makefile.am configure.ac"
)
# Not hosts after an @ unless followed by a dot: versions, branches, places.
NOT_SINGLE_LABEL_HOSTS = _words(
    "latest next beta alpha canary stable nightly main master head dev develop trunk edge here there all everyone channel "
    "home work night noon least most once any each first last"
)
NOT_MAIL_DOMAINS = _words(
    "service socket timer mount target scope slice exe dll js ts mjs json lock tgz py rb php jar deb rpm png jpg"
)
LITERALS = _words("true false null none nil undefined yes no")
NOT_SERVER_NAMES = _words(
    "device systemroot registry basenamedobjects windows users programdata program global machine system32 syswow64 inetpub"
)
NOT_HOST_VALUES = _words("header name names unknown none null any all localhost field part value missing ambiguous")

# After "the password is", these describe the password instead of disclosing it.
STATE_WORDS = _words("""
a an the that this these those my our your his her their its one same what which why how where when who whose not no
never none null nil undefined unset n/a na tbd unknown nothing something anything everything wrong incorrect invalid
valid expired expiring required optional mandatory missing empty blank weak strong good bad reset set changed
updated rotated revoked disabled enabled stored encrypted hashed salted hidden masked redacted stolen leaked exposed
compromised reused shared known forgotten lost broken given taken sent left seen written shown found kept held okay
ok fine correct accepted rejected denied allowed blocked locked unlocked needed necessary mismatched mismatch
malformed corrupt insecure secure safe unsafe sensitive secret private public confidential short shorter long longer
old older new newer too very so also only just still already now currently always often usually sometimes then there
here in on at by for from to with without within under over of off out up down as if and or but because since until
unless per via about above below like than more less most least different identical equal likely last probably possibly
maybe possible impossible easy hard difficult simple complex default temporary permanent being been be becoming
getting going due subject able unable available unavailable active inactive present absent successful unsuccessful
failed failure successfully must should shall will would can could may might cannot true false yes both either
neither all any some each every many several part read used case-sensitive plaintext plain clear cleartext text-
based longer-lived short-lived required. see it they you we he she i is was are were has have had do does did field
fields value values type types required? once twice again back stale outdated obsolete guessable predictable trivial
crackable reusable important critical essential fresh current previous unchanged intact falsch abgelaufen ungültig
leer nicht zu erforderlich unbekannt expiré invalide requis faux vide incorrecta inválida obligatoria caducada vacía
errónea incorreta obrigatória vazia
""")
# These may also begin a passphrase: they are a state if at most one more word follows.
AMBIGUOUS_STATE_WORDS = _words("""
correct good strong secret private public secure safe fresh clear plain current previous fine simple easy hard long
short old new weak different default temporary sensitive hidden known lost broken critical stale valid active blank
""")
# After "with password", these continue the sentence.
WORDS_AFTER_PASSWORD = _words("""
policy policies manager managers management reset resets change changes authentication auth authenticated-only
protection protected protector spray spraying stuffing guessing cracking attack attacks attempt attempts hash hashes
hashing rotation rotations expiry expiration length complexity strength field fields prompt prompts vault vaults
store stores storage safe file files database databases entry entries list lists dump dumps leak leaks theft reuse
hint hints recovery requirements requirement rule rules history age based only and or but in on at by for from to
with of is was are were has have had that which when while if as the a an login logins access sharing value values
parameter parameters option options argument arguments flag flags header headers variable variables disclosure
exposure exfiltration detected found leaked exposed stolen compromised required expired failed failure error
generator validation verification check checks checker audit audits settings setting update updates input not after
before must should can could will would may cannot did does do
""")
# An unquoted passphrase ends before one of these.
STOP_WORDS = _words("""
and or but on for in at from via with which who since because so then when while as to by please if until after before
is was are were has have had will would should must can user username login host server account not it this that the
""")
# "set the password to regain access" discloses no password.
PURPOSE_WORDS = _words("""
access comply avoid prevent regain meet protect secure continue log login be ensure use get unlock restore recover
authenticate sign enter gain allow stop reduce keep make open reach connect enable disable defaults
""")

# `x:y@z` is an address if x is one of these, and otherwise a user with a password.
MAIL_LABELS = _words("""
mailto email e-mail mail from to cc bcc sender recipient recipients contact smtp sip sips xmpp acct user username login
account owner author reporter assignee upn subject reply-to principal rcpt identity by address addr src dst cef leef cef leef serviceaccount member group domain
""")
# A name that combines one of these with `password` or `token` is not a secret: `token_count`, `pwdLastSet`.
TAIL_WORDS = _words("""
count counts policy policies length len type types name names expiry expires expiration expired expire exp age min max
last set lastset changed change required require reset manager file path url uri endpoint enabled disabled ref history
limit limits usage used protected based hint attempts rotation store mount id created updated at format algorithm
ttl arn review reviews
""")

# "the problem is the password" discloses none.
SUBJECT_WORDS = _words("""
problem issue cause question reason answer key point target culprit weakness below above following attached username
user thing link only risk concern secret word that's all authentication access attacker malware victim default
""")
DETERMINERS = _words("the a an this that our my your his her their its some any no main real weakest first")

# Prefixes of issued secrets, with the characters and the minimum length of what follows.
# Every name of a secret contains one of these.
SECRET_NAME_FRAGMENTS = _words(
    "pass kennwort wachtwoord contrase hasło пароль 密码 密碼 パスワード pw senha clave parola pin otp mdp token secret cred key "
    "sess sid signature psk pswd"
)
ISSUED_TOKENS = r"""
(?-i:eyJ)[\w=-]{5,}+(?:\.[\w=-]*+){0,5}+
(?-i:(?:SK|AC)[0-9a-f]{32}(?![0-9a-z]))
(?-i:A(?:KIA|SIA|ROA|IDA|BIA|CCA|GPA|NPA|NVA|IPA|PKA|SCA)[A-Z0-9]{12,}+)
AIza[\w-]{20,}+
ya29\.[\w.-]{8,}+
\$krb5(?:tgs|asrep|pa)\$[^\s"']{8,}+
\$(?:1|2[aby]|5|6|y|argon2\w{1,2})\$[\w./$=,+-]{8,}+
GOCSPX-[\w-]{8,}+
1//0[\w-]{20,}+
[\w.~-]{2,4}Q~[\w.~-]{20,}+
gh[pousr]_[a-z0-9]{10,}+
github_pat_[a-z0-9_]{10,}+
gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt)-[\w.-]{10,}+
xox[a-z](?:\.xox[a-z])?-[\w-]{8,}+
xapp-[\w-]{8,}+
[srp]k_(?:live|test|prod)_[a-z0-9]{8,}+
whsec_[\w+/=-]{8,}+
npm_[a-z0-9]{20,}+
pypi-(?:AgE[\w-]{8,}+|[\w-]{40,}+)
SG\.[\w-]{10,}+\.[\w-]{10,}+
sk-(?:ant|proj|or|svcacct|admin|lf)-[\w-]{8,}+
sk-(?=[a-z]{0,30}\d|[a-z0-9]{20})[\w-]{16,}+
hf_[a-z0-9]{16,}+
d(?:op|oo|or)_v1_[a-z0-9]{16,}+
shp(?:at|ss|ca|pa|tka)_[a-z0-9]{16,}+
hv[sbr]\.[\w-]{16,}+
gl(?:sa|c)_[\w=+/-]{16,}+
AGE-SECRET-KEY-1[a-z0-9]{16,}+
\d{6,12}:AA[\w-]{25,}+
\d{8,10}:[\w-]{35}(?![\w-])
(?:dckr_pat_|PMAK-|lin_api_|nvapi-|gsk_|tfp_|figd_|rubygems_|tskey-|xai-|pplx-|NRAK-|xkeysib-|sntry[su]_)[\w-]{16,}+
(?:pscale_\w{2,8}_|sq0[a-z]{3}-|AT[AC]TT3|ATBB)(?=[a-z_-]{0,40}\d)[\w=-]{20,}+
(?:ntn_|dp\.pt\.|pul-|dapi|AKCp|EZ[AT]K|shippo_live_|lsv2_|sgp_|CFPAT-)(?=[a-z_-]{0,40}\d)[\w=-]{20,}+
(?:live_|test_|secret_|key-|r8_|rnd_|ops_)(?=[a-z]{0,40}\d)[a-z0-9]{20,}+(?![\w-])
[a-z]{2,12}_(?:live|test|prod|pat|key|secret|token)_(?=[a-z]{0,40}\d)[a-z0-9]{16,}+
"""

_DOT = re.compile("[.\ue008-\ue00b\ue010-\ue03f]")
_SUFFIXED = re.compile(r"([a-z]{2,24})[-_][\w-]*")  # `corp.com-17`, a host followed by a number
_CAMEL_CASE = re.compile(r"[a-z]+(?:[A-Z][a-z\d]+)+")
_PLAIN_LABEL = re.compile(r"v?\d+|min|test|spec|d")


def labels(name: str) -> list[str]:
    """Split a dotted name, defanged or not."""
    return [label for label in _DOT.split(name) if label]


def host_end(name: str, *, sure: bool = False, asked: bool = False) -> int:
    """Return where the host in a dotted name ends: its length, less any words that follow; 0 if it is not a host.

    ``sure`` means that the name is certainly not two sentences, because a port follows or it is defanged; ``asked`` that
    it is not a file, because it is defanged or the text says that it is a domain.
    """
    parts = labels(name)
    low = [part.lower() for part in parts]
    last, root, short = low[-1], low[0], len(low) == 2
    capitalized = (
        parts[-1][:1].isupper() and not parts[-1][1:].isupper() and last.isalpha() and last not in CERTAIN_DOMAINS
    )
    if len(low) < 2:
        return 0
    suffixed = _SUFFIXED.fullmatch(last)
    if suffixed and suffixed[1] in CERTAIN_DOMAINS:
        return host_end(name[: len(suffixed[1]) - len(last)], sure=sure, asked=asked)
    if last not in DOMAINS and not last.startswith("xn--"):
        followed = (
            not short
            and (low if last in FILE_EXTENSIONS else parts)[-2] in COMMON_DOMAINS
            and (last in FILE_EXTENSIONS or capitalized)
        )
        return [dot.start() for dot in _DOT.finditer(name)][-1] if followed and root not in PACKAGE_ROOTS else 0
    if capitalized and not short and parts[-2] in DOMAINS and last in WORD_DOMAINS:
        return [dot.start() for dot in _DOT.finditer(name)][-1]
    is_word = short and (
        (capitalized and last in WORD_DOMAINS and parts[0].isalpha() and parts[0].islower() and not sure)
        or (last in FILE_DOMAINS and not asked)
        or (root.isdigit() and last not in CERTAIN_DOMAINS)
    )
    is_file = not asked and last in FILE_DOMAINS and any(_PLAIN_LABEL.fullmatch(part) for part in low[1:-1])
    is_code = last in CODE_LEAVES and (root in CODE_ROOTS or bool(_CAMEL_CASE.fullmatch(parts[0])))
    is_package = root in PACKAGE_ROOTS and last not in COMMON_DOMAINS
    return 0 if is_word or is_file or is_code or is_package or ".".join(low) in DOTTED_WORDS else len(name)


def is_mail_domain(name: str) -> bool:
    """Whether what follows an @ is a domain, not a version, digest, systemd unit or file."""
    low = [part.lower() for part in labels(name)]
    last = low[-1]
    if len(low) == 1:
        known = last in NOT_SINGLE_LABEL_HOSTS or re.match(r"v\d|(?:sha|md)\d|tty|wg\d|user-", last)
        is_commit = re.fullmatch("[0-9a-f]{40}", last)
        return last[0].isalpha() and len(last) > 2 and not (known or is_commit)
    if len(low) == 4 and all(part.isdigit() and int(part) < 256 for part in low if len(part) < 4):
        return True
    suffixed = _SUFFIXED.fullmatch(last)
    last = suffixed[1] if suffixed and suffixed[1] in CERTAIN_DOMAINS else last
    return (last.isalpha() or last.startswith("xn--")) and last not in NOT_MAIL_DOMAINS


def is_state(value: str) -> bool:
    """Whether a word describes a password rather than being one."""
    word = value.lower()
    ending = word.isalpha() and len(word) > 4 and word.endswith(("ed", "ing", "able", "ible"))
    return word in STATE_WORDS or (ending and value[0].islower())
