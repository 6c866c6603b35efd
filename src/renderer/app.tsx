import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { useSession } from './live/session.ts';
import { DeskPart } from './session/desk-part.tsx';
import { DraftGate } from './session/draft-gate.tsx';
import { Locked } from './session/locked.tsx';
import { Passphrase } from './session/passphrase.tsx';
import { Revoked } from './session/revoked.tsx';
import { SignIn } from './session/sign-in.tsx';
import { Starting, Working } from './session/starting.tsx';
import { Trouble } from './session/trouble.tsx';
import { Broken } from './ui/broken.tsx';
import { cssVariables, theme } from './ui/theme.ts';
import { useWords } from './words/words.ts';

/** The whole page: what stands before the desk, then the desk. */
export function App({ nonce }: { nonce: string }) {
  const { settings } = useSession();
  const ofComputer = useColorScheme('light', { getInitialValueInEffect: false });
  const scheme = settings.theme === 'system' ? ofComputer : settings.theme;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
    >
      <WordedBroken>
        <Phase />
      </WordedBroken>
    </MantineProvider>
  );
}

function WordedBroken({ children }: { children: React.ReactNode }) {
  const { t } = useWords();
  return (
    <Broken
      title={t('broken.title')}
      body={t('broken.body')}
      reload={t('broken.reload')}
      refText={(ref) => t('common.ref', { ref })}
    >
      {children}
    </Broken>
  );
}

function Phase() {
  const { state } = useSession();
  switch (state.phase) {
    case 'starting':
      return <Starting />;
    case 'sign-in':
      return <SignIn state={state} demo={state.demo} />;
    case 'working':
      // Opening is mostly over before words about it could be read; what takes longer has a measure.
      return state.what === 'opening' ? <Starting /> : <Working state={state} />;
    case 'passphrase':
      return <Passphrase key={state.mode} mode={state.mode} wrong={state.wrong} person={state.person} />;
    case 'revoked':
      return <Revoked state={state} />;
    case 'trouble':
      return <Trouble state={state} />;
    case 'locked':
      return <Locked state={state} />;
    case 'ready':
      return (
        <DraftGate>
          <DeskPart {...state} />
        </DraftGate>
      );
  }
}
