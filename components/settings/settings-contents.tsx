const cards = [
  { id: 'organization', title: 'Organization' },
  { id: 'password-policy', title: 'Password policy' },
  { id: 'sessions', title: 'Sessions' },
  { id: 'second-factor', title: 'Second factor' },
  { id: 'organization-secret', title: 'Organization Secret' },
  { id: 'identity-providers', title: 'Identity providers' },
  { id: 'mail', title: 'Mail' },
]

/** Links to the cards of the page, which is longer than a window. */
export function SettingsContents() {
  return (
    <nav aria-label="On this page">
      <ul className="flex flex-wrap gap-x-4">
        {cards.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} className="inline-block py-1 text-accent-text underline max-md:py-3">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
