import type { RecordRefusal } from '#shared/sync/records.ts';
import type { ReportLanguage } from '#shops/words.ts';

const english = {
  /** Why an import failed. */
  interrupted: 'The server stopped while it was reading the file. Send it again.',
  'too-large': 'Unpacked, the file is larger than this server reads.',
  internal: 'Hilo has a fault.',
  'no-team':
    'No team takes new customers. An admin chooses one in the window of Hilo (People and teams, Teams: “Team of new customers that no rule gives a team”); then send the file again.',
  /** Why an order of a file was left out. */
  refused: {
    'no-team':
      'No rule gives the customer a team: an admin chooses one under People and teams, Teams; then send the file again.',
    'unknown-customer': 'Its customer was not taken.',
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
    'Ningún equipo de trabajo recibe clientes nuevos. Un administrador elige uno en la ventana de Hilo (Personas y equipos de trabajo, Equipos de trabajo); después, envíe el archivo de nuevo.',
  refused: {
    'no-team':
      'Ninguna regla da un equipo de trabajo al cliente: un administrador elige uno en Personas y equipos de trabajo, Equipos de trabajo; después, envíe el archivo de nuevo.',
    'unknown-customer': 'No se admitió a su cliente.',
    shape: 'Un valor es demasiado largo o demasiado grande.',
    'other-team': 'El pedido es de otro equipo de trabajo.',
    person: 'No es un pedido.',
    rules: 'No es un pedido.',
    skills: 'No es un pedido.',
    erased: 'Se borraron los datos de su cliente.',
  },
};

export function importSentences(language: ReportLanguage): Words {
  return language === 'es' ? spanish : english;
}
