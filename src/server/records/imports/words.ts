import type { RecordRefusal } from '#shared/sync/records.ts';
import type { ReportLanguage } from '#shops/words.ts';

const english = {
  /** Why an import failed. */
  interrupted: 'The server stopped while it was reading the file. Send it again.',
  'too-large': 'Unpacked, the file is larger than this server reads.',
  internal: 'Hilo has a fault.',
  'no-team': 'No team takes new customers: an admin sets the rules of the teams first.',
  /** Why an order of a file was left out. */
  refused: {
    'no-team': 'No rule gives the customer a team.',
    'unknown-customer': 'The customer was not taken.',
    shape: 'A value is too long or too large.',
    'other-team': 'The order is of another team.',
    person: 'It is not an order.',
    rules: 'It is not an order.',
    skills: 'It is not an order.',
    erased: 'Its customer was erased.',
  } satisfies { [W in RecordRefusal]: string },
};
type Words = typeof english;

const spanish: Words = {
  interrupted: 'El servidor se detuvo mientras leía el archivo. Envíelo de nuevo.',
  'too-large': 'Descomprimido, el archivo es mayor de lo que este servidor lee.',
  internal: 'Hilo tiene un fallo.',
  'no-team':
    'Ningún equipo recibe clientes nuevos: un administrador debe fijar antes las reglas de los equipos.',
  refused: {
    'no-team': 'Ninguna regla da un equipo al cliente.',
    'unknown-customer': 'No se admitió al cliente.',
    shape: 'Un valor es demasiado largo o demasiado grande.',
    'other-team': 'El pedido es de otro equipo.',
    person: 'No es un pedido.',
    rules: 'No es un pedido.',
    skills: 'No es un pedido.',
    erased: 'Se borraron los datos de su cliente.',
  },
};

export function importSentences(language: ReportLanguage): Words {
  return language === 'es' ? spanish : english;
}
