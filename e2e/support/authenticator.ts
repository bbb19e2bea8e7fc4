import type { CDPSession, Page } from '@playwright/test'

type Options = { transport?: 'internal' | 'usb' }

/** An authenticator of Chromium's own, of which a page has one at a time. */
export class VirtualAuthenticator {
  private constructor(
    private readonly client: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async attach(page: Page, { transport = 'internal' }: Options = {}) {
    const client = await page.context().newCDPSession(page)
    await client.send('WebAuthn.enable')
    const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport,
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return new VirtualAuthenticator(client, authenticatorId)
  }

  /** Without presence, it answers nothing: nobody chooses the passkey that a field offers. */
  async setPresent(enabled: boolean): Promise<void> {
    const { authenticatorId } = this
    await this.client.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  }

  /** A wrong fingerprint or PIN, which ends a request as Cancel does. */
  async setVerified(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this
    await this.client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  }

  async remove(): Promise<void> {
    const { authenticatorId } = this
    await this.client.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
  }
}
