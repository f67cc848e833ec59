// Every page: its address, who may see it, and how it is loaded. What is needed before signing in is in the first download.

import { type ComponentType, lazy } from 'react';
import { match, type Params } from '../../router/match.ts';
import ForgotPassword from '../auth/ForgotPassword.tsx';
import Login from '../auth/Login.tsx';
import Register from '../auth/Register.tsx';

export type PageProps = { params: Params };
export type Page = {
  pattern: string;
  title: string;
  /** `guest`: only while signed out. */
  access: 'anyone' | 'guest' | 'signed_in';
  /** Fills the window by itself, without the header. */
  bare?: boolean;
  /** Addresses with the same word here are one page, which stays as it is, focus and all, from one to the other. */
  part?: string;
  /** One page for all virtual servers: it stays from one to the other. */
  whole?: boolean;
  Component: ComponentType<PageProps>;
};

const Dashboard = lazy(() => import('../dashboard/Dashboard.tsx'));
const ChatPage = lazy(() => import('../chat/ChatPage.tsx'));
const ServerSettings = lazy(() => import('../servers/ServerSettings.tsx'));

const chat = {
  title: 'Chat',
  access: 'signed_in',
  bare: true,
  part: 'chat',
  whole: true,
  Component: ChatPage,
} as const;

export const PAGES: readonly Page[] = [
  { pattern: '/', title: 'Worlds', access: 'signed_in', part: 'dashboard', Component: Dashboard },
  { pattern: '/servers/new', title: 'Found a world', access: 'signed_in', part: 'dashboard', Component: Dashboard },
  { pattern: '/login', title: 'Sign in', access: 'guest', bare: true, Component: Login },
  { pattern: '/register', title: 'Create an account', access: 'guest', bare: true, Component: Register },
  { pattern: '/forgot-password', title: 'Forgot password', access: 'anyone', bare: true, Component: ForgotPassword },
  {
    pattern: '/reset-password',
    title: 'Set a new password',
    access: 'anyone',
    bare: true,
    Component: lazy(() => import('../auth/ResetPassword.tsx')),
  },
  {
    pattern: '/verify-email',
    title: 'Confirm your address',
    access: 'anyone',
    bare: true,
    Component: lazy(() => import('../auth/VerifyEmail.tsx')),
  },
  {
    pattern: '/welcome',
    title: 'Your look',
    access: 'signed_in',
    Component: lazy(() => import('../profile/Welcome.tsx')),
  },
  {
    pattern: '/profile',
    title: 'Profile',
    access: 'signed_in',
    Component: lazy(() => import('../profile/ProfilePage.tsx')),
  },
  {
    pattern: '/servers/:server_id',
    title: 'World',
    access: 'signed_in',
    Component: lazy(() => import('../servers/ServerPage.tsx')),
  },
  {
    pattern: '/servers/:server_id/settings',
    title: 'Settings',
    access: 'signed_in',
    part: 'settings',
    Component: ServerSettings,
  },
  {
    pattern: '/servers/:server_id/settings/:tab',
    title: 'Settings',
    access: 'signed_in',
    part: 'settings',
    Component: ServerSettings,
  },
  {
    pattern: '/invite/:code',
    title: 'Invitation',
    access: 'signed_in',
    bare: true,
    Component: lazy(() => import('../invites/InvitePage.tsx')),
  },
  { pattern: '/chat', ...chat },
  // Before the channels: nobody's server is called so.
  { pattern: '/chat/direct/:user_id', ...chat },
  { pattern: '/chat/:server_id', ...chat },
  { pattern: '/chat/:server_id/:channel_id', ...chat },
  {
    pattern: '/world/:server_id',
    title: 'World',
    access: 'signed_in',
    bare: true,
    Component: lazy(() => import('./WorldPage.tsx')),
  },
];

export function pageAt(path: string): { page: Page; params: Params } | null {
  for (const page of PAGES) {
    const params = match(page.pattern, path);
    if (params) return { page, params };
  }
  return null;
}
