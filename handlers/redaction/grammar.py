"""How secrets are told: the names that they have, what assigns them, and how far a value goes."""

from __future__ import annotations

from handlers.redaction import words
from handlers.redaction.signs import EDGE


def _quoted(pair: str) -> str:
    left, right = pair[0], pair[1]
    behind = r"\s,;.:)\]}>&|\\/" + "\"'`".replace(right, "")
    return rf"{left}(?:[^{right}\\\n]|\\.|{right}(?![{behind}]|$))*+{right}?"


_PAIRS = ('""', "''", "``", "“”", "‘’", "«»", "„“")
QUOTES = r"(?:\\++\"(?:(?!\\+\")[^\n])*+(?:\\+\")?|[bruf]?(?:" + "|".join(map(_quoted, _PAIRS)) + "))"
# A value goes on to the next space, but not into the next `name=` of a list, a closing tag or the rest of a document.
TOKEN = r"(?![{\[(](?:[\s\"'{\[(]|$))(?:(?!(?:[;,&|]|; )[a-z_][\w.-]{0,30}(?:[ ](?:id|catalog|source|security|name))?=|</|\\?[\"'`]\s?[,}\])>])\S)++"
VALUE = rf"(?P<value>{QUOTES}|{TOKEN})"


def more_words(guard: str) -> str:
    """The words that an unquoted passphrase goes on with, where a space stands before it."""
    step = rf"(?<![.,;:)\]}}\"'>`])[ \t]+{guard}[\w'-]{{1,40}}+(?=[\s.,;!?)\]]|$)"
    return rf"(?P<more>(?(gap)(?:{step}){{0,15}}+|))"


STOP = r"(?!(?:" + "|".join(words.STOPS) + r")(?![\w'-]))"
PHRASE = r"(?:pass[ -]?phrases?)"
PASS = (
    r"(?:passwords?|passwd|passcodes?|pass[ -]?phrases?|passwort|kennwort|wachtwoord|contraseñas?|contrasena|"
    r"mots? de passe|hasło|пароль|密码|密碼|パスワード|"
    rf"(?<!\d){EDGE}(?:pass(?!:[ ]?\d{{1,3}}(?:[\s,;]|$))|pwd(?![\"']?=/)|pw|pin|mdp|senha|clave|parola))"
)
KEY = (
    rf"(?:{EDGE}(?P<key>tokens?|secrets?|cred(?:ential)?s?)|(?:api|access|secret|private|client|account|auth|"
    r"encryption|decryption|signing|signature|master|license|session|storage|service|webhook|app|application|ssh|"
    r"deploy|hmac|shared[ ]?access|shared|bearer|refresh|consumer|bot|admin|root|otp)[ _-]?(?:key|secret|token)s?|"
    r"PHPSESSID|JSESSIONID|sessionid|connect\.sid|x-amz-signature|sharedaccesssignature|"
    r"(?-i:(?<=[A-Z]_)(?<!PRIMARY_)(?<!FOREIGN_)(?<!REGISTRY_)(?<!PUBLIC_)KEY(?==)))"
)
TAIL = (
    r"(?P<tail>(?:s|\d{1,3})?(?:(?:[_.-]|(?-i:(?<=[a-z])(?=[A-Z])))[\w-]{1,40}+)?(?=是|为|は|\W|$))"
    r"(?: (?:code|number|value|id|string|hash)(?!\w))?"
)
ASSIGN = (
    r"(?:\\?[\"'`]|\*{1,2}|\[\w{0,20}\]){0,4}+[)\]]?(?:[ \t]?\([^()\n]{0,40}\))?"
    r"(?::[ \t]?(?:str|string|secretstr|text)\??(?=[ \t]*=))?"
    r"[ \t]{0,12}(?::=|=>|->|→|={1,3}+|:(?!:)|%3[ad]|\"?\svalue=)\*{0,2}(?P<gap>[ \t]{1,12})?"
)
BETWEEN = (
    r"(?:[ \t]+(?:for|of|on|to|in|at|from|used|i|we|you|they|he|she|that|which|needed|required|für|von|de|del|da|do|"
    r"pour|para)(?:[ \t]+(?!password|following|these|users)\S{0,63}[^\s.,;:!?=]){0,6}?)?"
)
VERB = (
    r"(?:[ \t]*[:=](?=[ \t])|[ \t]+(?:is|was|are|were|equals|reads|will be|has been|had been|ist|war|lautet|est|était|"
    r"es|era|é|è)(?=[ \t:]):?|[ \t]?(?:是|为|は)[ \t]?)(?P<gap>[ \t]{1,12})?"
    r"(?:(?:now|still|currently|actually|simply|just|always|probably|literally|again|set to|changed to|reset to|"
    r"exactly|likely)[ \t]+){0,3}+"
)
MADE = r"(?:changed?|reset|set|updated?|rotated?|modified|modify|switch(?:ed)?|geändert|gesetzt)"
TO = r"[ \t]+(?:back[ \t]+)?(?:to|auf|en|a|à):?(?P<gap>[ \t]+)"
ARTICLE = (
    r"(?:the|a|my|your|our|his|her|their|its|default|new|old|current|initial|temporary|root|admin|shared|das|le|la)"
)
SECRET_NAME = rf"(?:{PASS}|{KEY}){TAIL}"
_SAID = "|".join(rf"{pair[0]}[^{pair[1]}\n]{{1,200}}+{pair[1]}" for pair in _PAIRS)
FOR_NAME = rf"(?<!\S)\(?(?P<value>{_SAID}|\S++)[ \t]+"
SCHEME = (
    r"(?:bearer|basic|digest|token|negotiate|ntlm|api-?key|aws4-hmac-sha256|hmac(?:-sha\d+)?|hawk|oauth|jwt|key|pat|"
    r"shared(?:key|accesssignature)(?:lite)?|splunk|geniekey|dpop|googlelogin auth=)"
)
FIELD = r"[\w-]{1,30}=(?:\\?\"[^\"\n]*\"|[^\s,\"'`\\]+)"
