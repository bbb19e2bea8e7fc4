export function SkipLink() {
  return (
    <a
      href="#main"
      className="absolute start-2 -top-16 z-10 rounded-control bg-accent px-4 py-3 text-accent-on focus:top-2 print:hidden"
    >
      Skip to content
    </a>
  )
}
