const HEADER_BYTES = 12
const NAME_ERROR = 3

/** The answer of a DNS server that has these TXT records, by lower-case domain. */
export function answerTextQuery(query: Buffer, records: Map<string, string[]>): Buffer {
  const { name, end } = readName(query)
  const texts = records.get(name.toLowerCase()) ?? []
  const header = Buffer.from(query.subarray(0, HEADER_BYTES))
  // A response, with recursion available.
  header.writeUInt16BE(0x8180 | (texts.length > 0 ? 0 : NAME_ERROR), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(texts.length, 6)
  header.writeUInt32BE(0, 8)
  const question = query.subarray(HEADER_BYTES, end + 4)
  return Buffer.concat([header, question, ...texts.map(toRecord)])
}

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let offset = HEADER_BYTES
  for (let length = query[offset] ?? 0; length > 0; length = query[offset] ?? 0) {
    labels.push(query.toString('latin1', offset + 1, offset + 1 + length))
    offset += 1 + length
  }
  return { name: labels.join('.'), end: offset + 1 }
}

function toRecord(text: string): Buffer {
  const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')])
  // The name of the question, type TXT, class IN, a second to live.
  const head = Buffer.from([0xc0, HEADER_BYTES, 0, 16, 0, 1, 0, 0, 0, 1, 0, data.length])
  return Buffer.concat([head, data])
}
