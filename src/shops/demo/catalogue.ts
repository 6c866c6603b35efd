import { gardenRows } from './catalogue/garden.ts';
import { type CatalogueRow, homeRows } from './catalogue/home.ts';
import { workRows } from './catalogue/work.ts';

/** Something Casa Lumbre sells. */
export type Item = {
  sku: string;
  title: { es: string; en: string };
  /** The price in Spain, VAT included. */
  euros: number;
  /** The three letters that its SKU begins with: the department. */
  department: string;
  /** It is put together at home: parts and screws can be missing. */
  assembled: boolean;
};

const assembled: ReadonlySet<string> = new Set(
  (
    'MUE-2201 MUE-2203 MUE-2204 MUE-2205 MUE-2206 MUE-2208 MUE-2209 ORD-3401 ORD-3403 ORD-3404 ORD-3406 ORD-3407 ORD-3409 ' +
    'ORD-3410 JAR-2008 JAR-2009 JAR-2014 JAR-2019 OFI-3305 OFI-3307 OFI-3308 MAC-2306 CLI-3201 BAN-1301 BAN-1304 SEG-3503'
  ).split(' '),
);

const itemOf = ([sku, es, en, euros]: CatalogueRow): Item => ({
  sku,
  title: { es, en },
  euros,
  department: sku.slice(0, 3),
  assembled: assembled.has(sku),
});

export const catalogue: readonly Item[] = [...homeRows, ...gardenRows, ...workRows].map(itemOf);

const bySku: ReadonlyMap<string, Item> = new Map(catalogue.map((item) => [item.sku, item]));

/** @throws RangeError when there is no such item. */
export function itemBySku(sku: string): Item {
  const item = bySku.get(sku);
  if (!item) throw new RangeError(`no item ${sku} in the catalogue`);
  return item;
}
