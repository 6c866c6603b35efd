import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { importRun } from '#shops/import.ts';
import { nothingKnown, overlay } from '#shops/overlay.ts';
import { readOrders } from '#shops/read.ts';
import { sharedData } from './reading.ts';

const file = new URL('online-retail/online_retail.csv.gz', sharedData);
const present = existsSync(file);
if (!present)
  console.log('SKIPPED: no ../shared/data/online-retail, the whole UCI Online Retail file is not tested');

test.skipIf(!present)(
  'the Online Retail file imports whole: every line, invoice and customer',
  { timeout: 180_000 },
  async () => {
    console.log('Using ../shared/data/online-retail (UCI Online Retail, CC BY 4.0)');
    const mapping: unknown = JSON.parse(
      readFileSync(new URL('../../resources/import/online-retail.mapping.json', import.meta.url), 'utf8'),
    );
    const known = overlay(nothingKnown);
    const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 24);
    const run = importRun({ file: 'online_retail.csv', from: 'csv', language: 'en', known, hash });
    const request = {
      from: 'csv',
      mapping,
      zone: null,
      country: null,
      shop: null,
      language: 'en',
      bytes: null,
    } as const;
    const kinds = { sale: 0, cancellation: 0, adjustment: 0 };
    const counts = {
      negative: 0,
      unpriced: 0,
      charges: 0,
      twins: 0,
      changedLater: 0,
      lines: new Map<string, number>(),
    };
    const customers = new Map<string, string[]>();
    const start = performance.now();
    const worked = process.cpuUsage();
    for await (const step of readOrders({
      open: () => createReadStream(file).pipe(createGunzip()),
      ...request,
    })) {
      for (const record of run.take(step)) {
        known.put(record);
        if (record.type === 'twin') counts.twins++;
        if (record.type === 'customer') customers.set(record.id, record.keys);
        if (record.type !== 'order') continue;
        kinds[record.kind]++;
        counts.lines.set(record.id, record.lines.length);
        for (const line of record.lines) {
          if (line.quantity < 0) counts.negative++;
          if (line.unit <= 0) counts.unpriced++;
          if (line.kind === 'charge') counts.charges++;
        }
      }
    }
    const seconds = (performance.now() - start) / 1000;
    const report = run.report();
    console.log(
      `541,909 rows read, recognised and made records in ${seconds.toFixed(1)} s: ${Math.round(report.rows / seconds)} rows/s`,
    );

    expect(report).toMatchObject({
      rows: 541_909,
      lines: 541_909,
      skippedTotal: 0,
      customers: { read: 4372 + 3710, new: 4372 + 3710, guests: 3710, merged: 0 },
      orders: { read: 25_900, new: 25_900, changed: 0, cancellations: 3836 },
    });
    expect(kinds).toEqual({ sale: 25_900 - 3836 - 3, cancellation: 3836, adjustment: 3 });
    expect([...customers.values()].filter((keys) => keys.length === 1).length).toBe(4372);
    expect([...counts.lines.values()].reduce((sum, lines) => sum + lines, 0)).toBe(541_909);
    expect(Math.max(...counts.lines.values())).toBe(1114);
    expect(counts.negative).toBe(10_624);
    expect(counts.charges).toBe(2912);
    expect(counts.twins).toBe(0);
    // 2,517 prices of 0 or less and 4 of a tenth of a penny.
    expect(counts.unpriced).toBe(2521);

    // The first invoice: its moment, its id without .0, its codes as written, its sums to the penny.
    const invoice = known.order('online-retail:536365') ?? expect.fail();
    expect(invoice).toMatchObject({
      placedAt: Date.parse('2010-12-01T08:26:00Z'),
      zone: 'Europe/London',
      currency: 'GBP',
      total: 13_912,
    });
    expect(known.customer(invoice.customerId)).toMatchObject({
      keys: ['online-retail:person:17850'],
      guest: false,
      addresses: [{ country: 'GB' }],
    });
    // One invoice of two minutes, in summer time.
    expect(known.order('online-retail:549245')?.placedAt).toBe(Date.parse('2011-04-07T10:59:00Z'));
    // Eight customers have two countries, and keep both.
    const twice = [...customers.keys()].filter((id) => (known.customer(id)?.addresses.length ?? 0) > 1);
    expect(twice.length).toBe(8);

    // Of the processor's time: the clock's depends on what else the machine does.
    const { user, system } = process.cpuUsage(worked);
    expect((user + system) / 1e6).toBeLessThan(60);
  },
);
