const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const ADDRESS_AND_PREFIX = /^([0-9.]+|[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*)\/([^/]*)$/i;

/** Whether a value looks like a network in CIDR notation and is none. */
export function isMalformedNetwork(value: string): boolean {
  const match = ADDRESS_AND_PREFIX.exec(value.trim());
  return match !== null && !isNetwork(match[1] ?? "", match[2] ?? "");
}

function isNetwork(address: string, prefix: string): boolean {
  // The API also accepts a netmask.
  if (IPV4.test(address)) return IPV4.test(prefix) || isPrefix(prefix, 32);
  return address.includes(":") && URL.canParse(`http://[${address}]/`) && isPrefix(prefix, 128);
}

function isPrefix(text: string, max: number): boolean {
  return /^[0-9]{1,3}$/.test(text) && Number(text) <= max;
}
