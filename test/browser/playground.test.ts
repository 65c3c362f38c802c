import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFederation, type TestFederation } from '../support/federation.ts';

describe('the playground', () => {
  let federation: TestFederation;
  let browser: BrowserContext;

  beforeAll(async () => {
    federation = await startFederation();
    browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'aeo-chromium-')), {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
    await federation.stop();
  });

  test('opens, asks no other host for anything, and answers a first question', async () => {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== federation.url && protocol.startsWith('http')) elsewhere.push(request.url());
    });
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    const token = await federation.token('JP');
    await page.goto(`${federation.url}/graphql`);
    await page.getByRole('button', { name: 'Headers' }).waitFor();
    await page.locator('section[aria-label="Headers"] .graphiql-editor:not(.hidden) .view-lines').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(
      JSON.stringify({ Authorization: `Bearer ${token}`, 'Purpose-Of-Use': 'IMPORT_CLEARANCE' }),
    );
    // The editor closes brackets and quotes by itself; what it added stands behind the cursor.
    await page.keyboard.press('ControlOrMeta+Shift+End');
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.result-window').getByText('"RECOGNISED"').first().waitFor();
    expect(elsewhere).toEqual([]);
    expect(refused, 'what the page needs and its policy forbids').toEqual([]);
    await page.close();
  });
});
