import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

/** A key and its certificate, as PEM. */
export interface Certified {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate authority of a test's own: X.509 (RFC 5280) in the few DER elements that it takes, so that no program and no file is needed. */
export function authority(name: string): Certified {
  const { key, spki } = newKey();
  return { key, certificate: certify({ subject: name, spki, issuer: name, key, extensions: [CA] }) };
}

/** A server's certificate for one host name, signed by an authority. */
export function serverCertificate(by: Certified, authorityName: string, host: string): Certified {
  const { key, spki } = newKey();
  // SubjectAltName, its one entry a dNSName.
  const names = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host)))));
  return {
    key,
    certificate: certify({ subject: host, spki, issuer: authorityName, key: by.key, extensions: [names] }),
  };
}

/** BasicConstraints, critical: cA true. */
const CA = sequence(oid('551d13'), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff])))));

function newKey(): { readonly key: string; readonly spki: Buffer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, spki: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }) };
}

function certify(of: {
  readonly subject: string;
  readonly spki: Buffer;
  readonly issuer: string;
  readonly key: string;
  readonly extensions: readonly Buffer[];
}): string {
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const validity = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([0x10 + of.subject.length])), // serial number
    algorithm,
    nameOf(of.issuer),
    validity,
    nameOf(of.subject),
    of.spki,
    der(0xa3, sequence(...of.extensions)),
  );
  const signature = sign('sha256', body, createPrivateKey(of.key));
  const bytes = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** One common name. */
function nameOf(text: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
