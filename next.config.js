/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['pg', '@node-rs/argon2', 'pino', 'rate-limiter-flexible'],
  typescript: { ignoreBuildErrors: true },
  // Browsers request it on pages without an icon.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // Sends metadata in the head, so that it works without JavaScript.
  htmlLimitedBots: /.*/,
  experimental: {
    // The server limits everything but uploads to 64 KB.
    serverActions: { bodySizeLimit: '26mb' },
  },
}

export default config
