import { Modal, NativeSelect, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { type CaseKind, caseKind } from '#shared/case/words.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { mayPublish } from '#shared/rules/records.ts';
import { useView } from '../../live/view.ts';
import { useSay } from '../customer/say.ts';
import { useDesk } from '../shell/desk-context.ts';
import { HolidayList, HolidaysEditor } from './holidays-editor.tsx';
import { MaskingEditor, MaskingRead } from './masking-editor.tsx';
import { useVersionWords } from './page-foot.tsx';
import { PlaybookEditor, Preview } from './playbook-editor.tsx';
import styles from './rules.module.css';
import { Choices, TreeEditor } from './tree-editor.tsx';

type Page = CaseKind | 'tree' | 'holidays' | 'masking';

const isPlaybook = (page: Page): page is CaseKind => caseKind.options.some((kind) => kind === page);

/** What a team has settled for itself: a page for every kind of case, the tree of failures and its own free days. Everybody reads, those who may publish write. */
export function RulesDialog({ close }: { close: () => void }) {
  const say = useSay();
  const { person } = useDesk();
  const words = useVersionWords(say);
  const { value } = useView({ view: 'rules' });
  const [chosenTeam, setTeam] = useState<string | null>(null);
  const [page, open] = useState<Page>('late');
  const teams = value?.teams ?? [];
  const team = chosenTeam ?? teams[0] ?? null;
  const rules = rulesOf(value?.records ?? [], team);
  const playbook = isPlaybook(page) ? rules.playbooks.get(page) : undefined;
  const item = (id: Page, label: string) => (
    <li key={id}>
      <UnstyledButton
        className={styles.page}
        aria-current={page === id ? 'page' : undefined}
        onClick={() => open(id)}
      >
        {label}
      </UnstyledButton>
    </li>
  );
  return (
    <Modal
      opened
      onClose={close}
      title={say.t('rules.dialog')}
      size="min(1320px, 97vw)"
      closeButtonProps={{ 'aria-label': say.t('form.cancel') }}
    >
      <div className={styles.room} data-writing>
        <nav aria-label={say.t('rules.pages')}>
          {teams.length > 1 && (
            <NativeSelect
              size="xs"
              mb={8}
              label={say.t('rules.team')}
              value={team ?? ''}
              data={[...teams]}
              onChange={(event) => setTeam(event.currentTarget.value)}
            />
          )}
          <h3 className={styles.navTitle}>{say.t('rules.playbooks')}</h3>
          <ul>{caseKind.options.map((kind) => item(kind, say.t(`cases.kind.${kind}`)))}</ul>
          <h3 className={styles.navTitle}>{say.t('rules.treeTitle')}</h3>
          <ul>{item('tree', say.t('rules.tree'))}</ul>
          <h3 className={styles.navTitle}>{say.t('rules.calendar')}</h3>
          <ul>{item('holidays', say.t('rules.holidays'))}</ul>
          <h3 className={styles.navTitle}>{say.t('rules.privacy')}</h3>
          <ul>{item('masking', say.t('rules.masking.page'))}</ul>
        </nav>
        {team !== null && (page === 'masking' ? person.role === 'admin' : mayPublish(person.role)) ? (
          playbook ? (
            <PlaybookEditor key={`${team} ${page}`} say={say} team={team} inForce={playbook} />
          ) : page === 'holidays' ? (
            <HolidaysEditor key={`${team} days`} say={say} team={team} inForce={rules.holidays} />
          ) : page === 'masking' ? (
            <MaskingEditor key={`${team} masking`} say={say} team={team} inForce={rules.masking} />
          ) : (
            <TreeEditor key={team} say={say} team={team} inForce={rules.tree} />
          )
        ) : (
          <div className={styles.read}>
            <p className={styles.soft}>
              {words(playbook ?? (page === 'tree' || isPlaybook(page) ? rules.tree : rules[page]))}{' '}
              {say.t(page === 'masking' ? 'rules.masking.readOnly' : 'rules.readOnly')}
            </p>
            {playbook ? (
              <Preview key={page} say={say} page={playbook.content} theirs={null} />
            ) : page === 'holidays' ? (
              <HolidayList say={say} days={rules.holidays.content.days} />
            ) : page === 'masking' ? (
              <MaskingRead say={say} masking={rules.masking.content} />
            ) : (
              <Choices say={say} tree={rules.tree.content} />
            )}
          </div>
        )}
      </div>
    </Modal>
  );
}
