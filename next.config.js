/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: [
    'pg',
    '@node-rs/argon2',
    '@zxcvbn-ts/language-common',
    'pino',
    'rate-limiter-flexible',
  ],
  typescript: { ignoreBuildErrors: true },
  // Browsers request it for pages that name no icon.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // The API ignores a trailing slash; pages redirect it, as Next would.
  skipTrailingSlashRedirect: true,
  redirects: async () => [
    {
      source: '/:path((?!elements/api-v2/).+)/',
      destination: '/:path',
      permanent: true,
    },
    // Where links of earlier versions lead.
    {
      source: '/security/accounts/jobs/:path+',
      destination: '/security/jobs/:path+',
      permanent: true,
    },
  ],
  // Sends the complete head first, also to clients that run no scripts.
  htmlLimitedBots: /.*/,
  // `scripts/build.ts` derives it from the sources.
  generateBuildId: () => process.env.CONSOLE_BUILD_ID ?? null,
  experimental: {
    // The HTTP server limits forms without files to 64 KB.
    serverActions: { bodySizeLimit: '26mb' },
  },
}

export default config
