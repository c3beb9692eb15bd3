import { useSyncExternalStore } from 'react';
import styles from './ToastHost.module.css';
import { dismiss, readToasts, watchToasts } from './toast.ts';

/** Where short messages appear, with their way back. */
export function ToastHost() {
  const toasts = useSyncExternalStore(watchToasts, readToasts);
  return (
    <div className={styles.host} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={toast.tone === 'error' ? styles.error : styles.toast}>
          <span>{toast.message}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          {toast.action && <i className={styles.timer} style={{ animationDuration: `${toast.life}ms` }} />}
        </div>
      ))}
    </div>
  );
}
