import type { PersonRecord } from '#shared/people.ts';

/** Who works at Casa Lumbre's customer service. The desk is Lucía's. */
export const staff = [
  { type: 'person', id: 'lucia', name: 'Lucía Ferrer', role: 'agent' },
  { type: 'person', id: 'mateo', name: 'Mateo Quiroga', role: 'agent' },
  { type: 'person', id: 'aisha', name: 'Aisha Benali', role: 'agent' },
  { type: 'person', id: 'tom', name: 'Tom Whitfield', role: 'agent' },
  { type: 'person', id: 'ines', name: 'Inés Aldama', role: 'supervisor' },
  { type: 'person', id: 'nuria', name: 'Nuria Salgado', role: 'admin' },
] as const satisfies PersonRecord[];
export type StaffId = (typeof staff)[number]['id'];

/** The company of the demo and the person at its desk. */
export const demoCompany = { name: 'Casa Lumbre', person: { id: 'lucia', name: 'Lucía Ferrer' } } as const;
