"""Word lists that distinguish the names of users and hosts from other words in the same places."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After `user=` or `host:`, these are not names.
NOT_NAMES = _words("""
n/a n
name names user users username host hosts hostname computer machine server id ids uid type types value values field fields
string str int integer number bool boolean text object array list dict none null nil undefined unknown n/a na any all each
every other others true false yes no on off missing required optional empty blank default local remote ip address addresses
email mail password secret token group groups role roles time date action actions status state source target description
severity level port details domain account accounts device devices session sessions agent header error errors part redacted hidden masked
anonymized security tcp me self this that it optional[str] success failure succeeded failed and or not is was the a an in at by of to from
with for as when if
""")
# Accounts and domains of Windows that exist on every computer.
PRINCIPALS = {
    "system", "localsystem", "localservice", "networkservice", "local service", "network service", "anonymous logon", "everyone",
    "window manager", "font driver host", "nt authority", "nt service", "builtin", "s-1-5-18", "s-1-5-19", "s-1-5-20",
}  # fmt: skip


def is_principal(name: str) -> bool:
    r"""Whether this is an account or a domain that exists on every Windows computer: `NT AUTHORITY\SYSTEM`."""
    return name.lower().split("\\")[0] in PRINCIPALS


# Accounts that are common enough to be names after the word user, without further evidence.
KNOWN_ACCOUNTS = _words("""
root admin administrator guest ubuntu debian centos ec2-user azureuser pi git www-data nobody daemon mysql postgres oracle
mongodb redis elastic kibana grafana jenkins gitlab nagios zabbix tomcat apache nginx ftp ftpuser sshd ubnt cisco test
tester deploy deployer ansible vagrant hadoop spark airflow minecraft steam teamspeak sybase sa dbadmin webmaster
operator support backup sysadmin svc krbtgt jboss weblogic splunk wazuh docker
""")
# After `user`, these continue the sentence or a term: `user input`, `for user accounts`.
AFTER_USER = _words("""
account accounts action actions activity activities admin agent agents authentication authorization auth access attribute
attributes awareness base behavior behaviour browser category certificate class click clicks code comment compliance
confirmation consent content context control controlled controls count counts create created creation credential credentials
data database defined deleted deletion details device devices directory domain education email enrollment entity
enumeration environment error errors event events experience feedback field file files flow folder friendly group groups guide
home id ids identification identifier identity idle info information initiated input inputs interaction interface is
job key keys land level levels license lifecycle list lists lockout locked login logins logon logons logout mail mailbox
mailboxes management mapping mappings message mode name names needs not notice notification object objects option options or
and owned page pages parameter password passwords permission permissions policies policy pool portal preference preferences
principal privacy privilege privileges process processes profile profiles properties property provided provisioning
query record records registration report reports request requests resource resources response review rights risk role
roles root-level safety scope script scripts search security service services session sessions setting settings setup sid
side sign-in sign-ins sign-on sign-up signup source space specific state states status story supplied support sync
synchronization table tables task team teams terms test tests ticket token tokens tool tools tracking traffic training type
types update updates upload uploads validation value values variable verification view volume who whose workstation
workstations zone self-service opt-in opt-out mode-setting end-user on in at by of to from for with as than via that which has
had have was were will would can could may might must should does did do being been be still then also only but because
said says tried clicked opened reported manually successfully accidentally recently previously actually probably simply never just already again first
everyone stories found added removed modified changed failed logged connected disconnected authenticated executed
sessionname
""")
# These have the form DOMAIN\name, but are registry hives, device classes, WMI namespaces and folders.
NOT_DOMAINS = _words("""
hklm hkcu hku hkcr hkcc hkey_local_machine hkey_current_user hkey_users hkey_classes_root hkey_current_config registry machine
software system sam security hardware builtin authority service manager appppool root cimv2 windows users user programdata
program files temp tmp pci usb hid acpi device driver pipe mailslot volume globalroot systemroot windir system32 syswow64 inetpub
and or
""")
LOG_LEVELS = _words(
    "trace debug info notice warn warning error err fatal critical crit alert emerg severe panic utc gmt cet cest est edt cst cdt mst mdt pst pdt bst ist jst"
)
# Programs whose name after a time stamp in ISO format makes the word before it a host.
DAEMONS = (
    r"kernel|rsyslogd|syslog-ng|systemd(?:-\w{1,20})?|sshd|sudo|su|cron|crond|CRON|anacron|auditd|audispd|dhclient|dhcpd|named|ntpd|chronyd|"
    r"postfix/\w{1,20}|dovecot|smbd|nmbd|winbindd|login|polkitd|dbus-daemon|NetworkManager|dockerd|containerd|kubelet|haproxy|nginx|"
    r"httpd|apache2|mysqld|postgres|slapd|vsftpd|proftpd|openvpn|charon|snmpd|useradd|usermod|userdel|passwd|groupadd|firewalld|ufw"
)
