import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

type Cbor = Parameters<typeof isoCBOR.encode>[0]
type Flags = { verified?: boolean; synced?: boolean }
type Client = { challenge: string; rpId: string; origin?: string }

const COUNTER_BYTES = 4

/** An authenticator with one passkey, and the browser that it is used with. */
export class Authenticator {
  readonly id = randomBytes(32).toString('base64url')
  /** Authenticators that sync their passkeys don't count, and send 0. */
  counter = 0
  private userHandle = 'AAAA'
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  constructor(
    private readonly options: { aaguid?: string; transports?: string[]; format?: string } = {},
  ) {}

  register({ userHandle, ...client }: Client & { userHandle: string }, flags: Flags = {}) {
    const { aaguid = '00000000-0000-0000-0000-000000000000', transports = ['internal'] } =
      this.options
    this.userHandle = userHandle
    const id = Buffer.from(this.id, 'base64url')
    const idLength = Buffer.from([id.length >> 8, id.length & 0xff])
    const authData = Buffer.concat([
      this.authenticatorData(client.rpId, flags, 0x40),
      Buffer.from(aaguid.replaceAll('-', ''), 'hex'),
      idLength,
      id,
      this.publicKey(),
    ])
    const attestation = new Map<string, Cbor>([
      ['fmt', this.options.format ?? 'none'],
      ['attStmt', this.statement()],
      ['authData', new Uint8Array(authData)],
    ])
    return JSON.stringify({
      ...this.credential(),
      response: {
        clientDataJSON: clientData('webauthn.create', client).toString('base64url'),
        attestationObject: encode(attestation).toString('base64url'),
        transports,
      },
    })
  }

  authenticate(client: Client, flags: Flags = {}) {
    const data = clientData('webauthn.get', client)
    const authenticatorData = this.authenticatorData(client.rpId, flags)
    const signed = Buffer.concat([authenticatorData, sha256(data)])
    return JSON.stringify({
      ...this.credential(),
      response: {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, this.keys.privateKey).toString('base64url'),
        userHandle: this.userHandle,
      },
    })
  }

  private credential() {
    return { id: this.id, rawId: this.id, type: 'public-key' }
  }

  private authenticatorData(rpId: string, flags: Flags, attested = 0): Buffer {
    const { verified = true, synced = false } = flags
    const counter = Buffer.alloc(COUNTER_BYTES)
    counter.writeUInt32BE(this.counter)
    const bits = 0x01 | (verified ? 0x04 : 0) | (synced ? 0x18 : 0) | attested
    return Buffer.concat([sha256(rpId), Buffer.from([bits]), counter])
  }

  private publicKey(): Buffer {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' })
    return encode(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    )
  }

  /** Any format but `none` comes with a certificate. */
  private statement(): Map<string, Cbor> {
    if (this.options.format === undefined) return new Map()
    return new Map([['x5c', [new Uint8Array([1])]]])
  }
}

function clientData(type: string, { challenge, origin = 'http://localhost:3000' }: Client): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

function encode(value: Cbor): Buffer {
  return Buffer.from(isoCBOR.encode(value))
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}
