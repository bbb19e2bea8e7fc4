import { randomUUID } from 'node:crypto'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { inter, interExtended } from '@/app/fonts'
import '@/app/globals.css'
import { ClientNavigation } from '@/components/shell/client-navigation'
import { TimeZone } from '@/components/shell/time-zone'
import { FormKeyProvider } from '@/components/ui/form-key'
import { LocaleProvider } from '@/components/ui/locale'
import { currentLocale, currentTheme, requestOrigin } from '@/lib/transport/request'

export const metadata: Metadata = {
  title: { default: 'Accounts Console', template: '%s · Accounts Console' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [theme, locale, { requestId }] = await Promise.all([
    currentTheme(),
    currentLocale(),
    requestOrigin(),
  ])
  return (
    <html
      lang="en"
      className={`${inter.variable} ${interExtended.variable}`}
      data-theme={theme === 'system' ? undefined : theme}
      data-request-id={requestId}
    >
      <body>
        <ClientNavigation>
          <TimeZone />
          <FormKeyProvider value={randomUUID()}>
            <LocaleProvider locale={locale}>{children}</LocaleProvider>
          </FormKeyProvider>
        </ClientNavigation>
      </body>
    </html>
  )
}
