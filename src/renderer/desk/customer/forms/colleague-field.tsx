import { Select } from '@mantine/core';
import { useView } from '../../../live/view.ts';
import { useScreen } from '../screen-context.ts';

/** Everybody but the person of this desk; `nameOf` answers null for an id that is none of them. */
export function useColleagues() {
  const { say, self } = useScreen();
  const { value: people = [] } = useView({ view: 'people' });
  const others = people.filter(({ id }) => id !== self);
  return {
    options: others.map(({ id, name, role }) => ({
      value: id,
      label: `${name} · ${say.t(`handOver.role.${role}`)}`,
    })),
    nameOf: (id: string): string | null => others.find((one) => one.id === id)?.name ?? null,
  };
}

type Props = { hint: string; to: string; onChange: (to: string) => void; isMissing: boolean };

/** A colleague, found by typing. */
export function ColleagueField({ hint, to, onChange, isMissing }: Props) {
  const { say } = useScreen();
  const { options, nameOf } = useColleagues();
  return (
    <Select
      label={say.t('handOver.to')}
      description={hint}
      placeholder={say.t('handOver.choose')}
      nothingFoundMessage={say.t('handOver.nobody')}
      data={options}
      searchable
      // Above: what is wrong is said below.
      comboboxProps={{ position: 'top-start' }}
      data-autofocus
      error={isMissing ? say.t('handOver.missing') : null}
      value={nameOf(to) === null ? null : to}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
