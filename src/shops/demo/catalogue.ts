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
};

const itemOf = ([sku, es, en, euros]: CatalogueRow): Item => ({
  sku,
  title: { es, en },
  euros,
  department: sku.slice(0, 3),
});

export const catalogue: readonly Item[] = [...homeRows, ...gardenRows, ...workRows].map(itemOf);

const bySku: ReadonlyMap<string, Item> = new Map(catalogue.map((item) => [item.sku, item]));

/** @throws RangeError when there is no such item. */
export function itemBySku(sku: string): Item {
  const item = bySku.get(sku);
  if (!item) throw new RangeError(`no item ${sku} in the catalogue`);
  return item;
}
