import './zod.ts';
import './styles.css';
import { createRoot } from 'react-dom/client';
import { startSession } from './actions/session.ts';
import { startRouter } from './router/place.ts';
import { startConnection } from './state/connection.ts';
import { startTheme } from './state/theme.ts';
import { App } from './ui/app/App.tsx';

startTheme();
startRouter();
startConnection();
startSession();
createRoot(document.getElementById('root') as HTMLElement).render(<App />);
