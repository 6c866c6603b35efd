import type { CustomerRecord } from '#shared/customer/records.ts';
import type { PersonRecord } from '#shared/people.ts';
import { type Dice, diceOf } from './dice.ts';

type Words = readonly [string, ...string[]];
const words = (text: string): Words => {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
};

const given = words(
  'María Carmen Josefa Isabel Laura Cristina Marta Ana Lucía Elena Pilar Raquel Beatriz Nuria Rosa Silvia Paula Irene Julia Sofía ' +
    'Antonio José Manuel Francisco David Juan Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Ángel Pablo Sergio Luis ' +
    'Fernando Jorge Alberto Álvaro Diego Adrián Raúl Iván Óscar Rubén Íñigo Ximena Zoe William Thomas Emily Grace Oliver Wendy',
);
const surnames = words(
  'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez ' +
    'Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado ' +
    'Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez Cruz ' +
    'Calvo Gallego Vidal León Márquez Herrera Peña Flores Cabrera Campos Vega Fuentes Carrasco Diez Caballero Nieto Reyes Aguilar ' +
    'Pascual Herrero Santana Lorenzo Montero Hidalgo Giménez Ibáñez Ferrer Durán Santiago Benítez Mora Arias Vargas Carmona Crespo ' +
    'Román Pastor Soto Sáez Velasco Moya Soler Parra Esteban Bravo Gallardo Rojas Walker Ward Young Quintana Zapata Yáñez Etxeberria',
);
const cities = words(
  'Madrid Barcelona Valencia Sevilla Zaragoza Málaga Murcia Palma Bilbao Alicante Córdoba Valladolid Vigo Gijón',
);

export const agents = 60;
export const agentId = (index: number): string => `agent-${String(index).padStart(3, '0')}`;

/** The people who took the calls, as records of the team's stream. */
export function staff(): PersonRecord[] {
  return Array.from({ length: agents }, (_, index) => {
    const dice = diceOf(7_000_000 + index);
    const name = `${dice.pick(given)} ${dice.pick(surnames)}`;
    const role = index % 20 === 0 ? 'supervisor' : 'agent';
    return { type: 'person', id: agentId(index), name, role, skills: [], level: 1, active: true, teams: [] };
  });
}

/** Padded, so that the order of the ids is the order of the pages. */
export const customerId = (index: number): string => `bench:c:${String(index).padStart(7, '0')}`;

/** The Spanish mobile number of a customer: every index has its own, all of them valid. */
export const mobileOf = (index: number): string =>
  `+346${String(10_000_000 + ((index * 7_919) % 80_000_000))}`;

/** One customer in forty has a second number that four customers share: a family, an office. */
export const sharedOf = (index: number): string | null =>
  index % 40 === 0 ? `+3491${String(1_000_000 + Math.floor(index / 160)).padStart(7, '0')}` : null;

/** @param since ms since 1970. */
export function customer(index: number, dice: Dice, since: number): CustomerRecord {
  const first = dice.pick(given);
  const [one, two] = [dice.pick(surnames), dice.pick(surnames)];
  const name = `${first} ${one} ${two}`;
  const mail = `${first}.${one}${index}@example.com`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const numbers = [mobileOf(index), sharedOf(index)].filter((number) => number !== null);
  return {
    type: 'customer',
    id: customerId(index),
    name,
    emails: [mail],
    phones: numbers.map((e164) => ({ raw: e164.slice(3), e164, country: 'ES' })),
    addresses: [
      {
        name,
        company: null,
        lines: [`Calle de ${dice.pick(surnames)} ${dice.int(1, 120)}`],
        city: dice.pick(cities),
        region: null,
        postcode: String(dice.int(1_000, 52_999)).padStart(5, '0'),
        country: 'ES',
      },
    ],
    guest: index % 9 === 0,
    language: 'es',
    since,
    remark: null,
    keys: [`bench:person:${index}`],
  };
}
