import type { Locator, Page } from '@playwright/test';

type Dropped = { name: string; type: string; body: Buffer };

/** Files come from outside the window and are let go over a part of it. */
export async function drop(page: Page, on: Locator, files: Dropped[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (list) => {
      const transfer = new DataTransfer();
      for (const { name, type, text } of list) {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      return transfer;
    },
    files.map(({ name, type, body }) => ({ name, type, text: body.toString('base64') })),
  );
  await on.dispatchEvent('dragover', { dataTransfer });
  await on.dispatchEvent('drop', { dataTransfer });
}
