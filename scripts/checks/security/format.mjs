const units = [
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
  ['second', 1],
]

/** Writes the value of a constant in the unit that its name ends with. */
export function formatLimit(name, value) {
  if (typeof value !== 'number') return String(value)
  if (/SECONDS$/.test(name)) return formatDuration(value)
  if (/MS$/.test(name)) return formatDuration(value / 1000)
  if (/HOURS$/.test(name)) return formatDuration(value * 60 * 60)
  if (/MINUTES$/.test(name)) return formatDuration(value * 60)
  if (/DAYS$/.test(name)) return formatDuration(value * 24 * 60 * 60)
  if (/MB$/.test(name)) return `${value} MB`
  if (/KB$/.test(name)) return `${value} KB`
  if (/BYTES$|^(BODY|UPLOAD)_LIMIT$/.test(name)) return formatSize(value)
  if (name === 'memoryCost') return `${value / 1024} MiB`
  return value.toLocaleString('en-US')
}

function formatDuration(seconds) {
  const [unit, length] = units.find(([, length]) => seconds % length === 0) ?? ['second', 1]
  const count = seconds / length
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function formatSize(bytes) {
  return bytes < 1024 * 1024 ? `${bytes / 1024} KB` : `${bytes / 1024 / 1024} MB`
}
