import { useView } from '../../../live/view.ts';
import { useScreen } from '../screen-context.ts';

/** Which version of a page this is, who published it and when. */
export function VersionText({ version, at, by }: { version: number; at: number | null; by: string | null }) {
  const { say } = useScreen();
  const { value: people = [] } = useView({ view: 'people' });
  if (version === 0 || at === null) return <>{say.t('playbook.own')}</>;
  const name = people.find(({ id }) => id === by)?.name ?? by ?? '';
  return <>{say.t('playbook.version', { version, name, when: say.moment(at) })}</>;
}
