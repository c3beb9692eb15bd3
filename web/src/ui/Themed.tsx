import { createCache, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, type ReactNode, use } from 'react';
import { useMode, usePreferences } from '../app/preferences.ts';
import { useLanguage } from '../i18n/text.ts';
import { antdTheme } from '../theme/antdTheme.ts';

const Wearing = createContext(false);

/** Styles that were written once stay: by itself, the library forgets them with the last part that wore them, and writes them anew at the next. */
const styles = createCache();
const update = styles.opUpdate.bind(styles);
styles.opUpdate = (path, change) =>
  update(path, (before) => {
    const after = change(before);
    return before || !after ? after : [after[0] + 1, after[1]];
  });

/** Ant Design in our colours and the reader's language, around a part of a screen that uses it. */
export function Themed({ children }: { children: ReactNode }) {
  return use(Wearing) ? children : <Wardrobe>{children}</Wardrobe>;
}

function Wardrobe({ children }: { children: ReactNode }) {
  const mode = useMode();
  const { density } = usePreferences();
  const language = useLanguage();
  return (
    <Wearing value>
      <StyleProvider cache={styles}>
        <ConfigProvider
          theme={antdTheme(mode, density)}
          locale={language === 'en' ? enUS : zhCN}
          button={{ autoInsertSpace: false }}
        >
          {children}
        </ConfigProvider>
      </StyleProvider>
    </Wearing>
  );
}
