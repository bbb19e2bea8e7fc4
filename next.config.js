/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['pg', '@node-rs/argon2', 'pino', 'rate-limiter-flexible'],
  typescript: { ignoreBuildErrors: true },
  // Browsers ask for it wherever a page does not name its icon.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // The head is whole before the page is sent, also for those who read it without script.
  htmlLimitedBots: /.*/,
  experimental: {
    // The server itself lets only files be larger than 64 KB.
    serverActions: { bodySizeLimit: '26mb' },
  },
}

export default config
