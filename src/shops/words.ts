import type { FileTrouble, ShopFileError, Skip, Why } from './trouble.ts';

/** The languages of reports. Every Spanish is the same here. */
export type ReportLanguage = 'es' | 'en';

const why: { [L in ReportLanguage]: { [W in Why]: string } } = {
  en: {
    columns: 'It has {found} cells, the heading has {expected}.',
    quotes: 'A quotation mark is not closed.',
    'cut-off':
      'The file is cut off in the middle of this row, its last. What came before was taken, and the order before it may lack lines: export or download the file again and bring it in once more.',
    'no-order-number': 'It names no order.',
    'no-date': 'The order has no date.',
    date: 'The date cannot be read.',
    amount: 'The amount cannot be read.',
    quantity: 'The quantity cannot be read.',
    currency: 'The currency is missing or unknown.',
    'not-an-order': 'It is not an order.',
    'not-json': 'It is not valid JSON.',
    'too-large': 'It is too large.',
    'too-many-lines': 'The order has more than {most} lines.',
    'no-zone': 'The time has no zone, and the zone of the shop was not given.',
    'out-of-range': 'A value is too long or too large.',
  },
  es: {
    columns: 'Tiene {found} celdas y el encabezado tiene {expected}.',
    quotes: 'Hay una comilla sin cerrar.',
    'cut-off':
      'El archivo está cortado a la mitad de esta fila, la última. Lo anterior sí se importó, y al último pedido pueden faltarle líneas: exporte o descargue el archivo otra vez e impórtelo de nuevo.',
    'no-order-number': 'No indica ningún pedido.',
    'no-date': 'El pedido no tiene fecha.',
    date: 'No se puede leer la fecha.',
    amount: 'No se puede leer el importe.',
    quantity: 'No se puede leer la cantidad.',
    currency: 'Falta la moneda o no se conoce.',
    'not-an-order': 'No es un pedido.',
    'not-json': 'No es JSON válido.',
    'too-large': 'Es demasiado grande.',
    'too-many-lines': 'El pedido tiene más de {most} líneas.',
    'no-zone': 'La hora no indica zona y no se dio la zona de la tienda.',
    'out-of-range': 'Un valor es demasiado largo o demasiado grande.',
  },
};

const file: { [L in ReportLanguage]: { [T in FileTrouble]: string } } = {
  en: {
    empty: 'The file is empty.',
    'not-csv': 'This is not a CSV file.',
    'not-json': 'This is not a JSON file.',
    truncated: 'The file ends in the middle: export or download it again.',
    encoding: 'The file is not written in {encoding}: save it as UTF-8, or name its encoding in the mapping.',
    compressed: 'The file is compressed: unpack it first.',
    spreadsheet: 'This is a spreadsheet or a zip file: save it as CSV first.',
    'columns-missing': 'The file has no column named {columns}.',
    'mapping-missing': 'A CSV file of no known shop needs a mapping file: see docs/import.md.',
    mapping: 'The mapping file is wrong at {path}.',
    zone: 'There is no time zone named {zone}.',
    country: 'There is no country with the code {country}.',
    currency: 'There is no currency with the code {currency}.',
  },
  es: {
    empty: 'El archivo está vacío.',
    'not-csv': 'Este archivo no es CSV.',
    'not-json': 'Este archivo no es JSON.',
    truncated: 'El archivo se corta a la mitad: expórtelo o descárguelo otra vez.',
    encoding:
      'El archivo no está escrito en {encoding}: guárdelo como UTF-8 o indique su codificación en el archivo de correspondencias.',
    compressed: 'El archivo está comprimido: descomprímalo primero.',
    spreadsheet: 'Es una hoja de cálculo o un archivo zip: guárdelo primero como CSV.',
    'columns-missing': 'El archivo no tiene ninguna columna llamada {columns}.',
    'mapping-missing':
      'Un CSV de una tienda desconocida necesita un archivo de correspondencias: vea docs/import.md.',
    mapping: 'El archivo de correspondencias está mal en {path}.',
    zone: 'No existe la zona horaria {zone}.',
    country: 'No existe ningún país con el código {country}.',
    currency: 'No existe ninguna moneda con el código {currency}.',
  },
};

const lost: { [L in ReportLanguage]: [one: string, many: string] } = {
  en: ['1 line of this order could not be imported.', '{n} lines of this order could not be imported.'],
  es: ['No se pudo importar 1 línea de este pedido.', 'No se pudieron importar {n} líneas de este pedido.'],
};

function fill(sentence: string, params: { [name: string]: string | number }): string {
  return sentence.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/** Why something was skipped, as one sentence. The row and the field stand beside it. */
export function whySentence(skip: Pick<Skip, 'why' | 'params'>, language: ReportLanguage): string {
  return fill(why[language][skip.why], skip.params);
}

/** What is wrong with a whole file, as one sentence. */
export function fileSentence(error: ShopFileError, language: ReportLanguage): string {
  return fill(file[language][error.code], error.params);
}

/** The remark on an order of which some lines could not be read, so that nobody takes it for whole. */
export function linesLostRemark(n: number, language: ReportLanguage): string {
  return fill(lost[language][n === 1 ? 0 : 1], { n });
}
