import type { PersonRecord, Role } from '#shared/people.ts';
import type { SkillsRecord } from '#shared/skills.ts';

/** What people of Casa Lumbre can be good at. */
export const demoSkills: SkillsRecord = {
  type: 'skills',
  id: 'company',
  skills: [
    { id: 'complaints', name: { en: 'Complaints', es: 'Quejas' } },
    { id: 'warranty', name: { en: 'Warranty', es: 'Garantía' } },
    { id: 'carriers', name: { en: 'Carrier claims', es: 'Reclamaciones al transportista' } },
    { id: 'payments', name: { en: 'Payments and refunds', es: 'Pagos y reembolsos' } },
    { id: 'english', name: { en: 'English', es: 'Inglés' } },
    { id: 'french', name: { en: 'French', es: 'Francés' } },
    { id: 'german', name: { en: 'German', es: 'Alemán' } },
  ],
};

function one<const I extends string>(id: I, name: string, role: Role, level: number, skills: string[]) {
  // Of which team they are, whoever plays the demo says.
  return { type: 'person' as const, id, name, role, skills, level, active: true, teams: [] };
}

/** Who works at Casa Lumbre's customer service. The desk is Lucía's. */
export const staff = [
  one('lucia', 'Lucía Ferrer', 'agent', 2, ['warranty', 'english']),
  one('mateo', 'Mateo Quiroga', 'agent', 1, ['carriers', 'german']),
  one('aisha', 'Aisha Benali', 'agent', 2, ['payments', 'french']),
  one('tom', 'Tom Whitfield', 'agent', 1, ['english', 'german']),
  one('ines', 'Inés Aldama', 'supervisor', 3, ['complaints', 'warranty', 'payments']),
  one('nuria', 'Nuria Salgado', 'admin', 3, []),
] satisfies PersonRecord[];
export type StaffId = (typeof staff)[number]['id'];

/** The company of the demo and the person at its desk. */
export const demoCompany = { name: 'Casa Lumbre', person: { id: 'lucia', name: 'Lucía Ferrer' } } as const;
