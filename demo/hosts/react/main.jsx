import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'o365-provisioning-elements/define/o365-provider.js';
import 'o365-provisioning-elements/define/provisioning-console.js';

const prices = { POWER_BI_PRO: 14 };

function Provisioning() {
  return (
    <o365-provider demo="" prices={prices}>
      <provisioning-console></provisioning-console>
    </o365-provider>
  );
}

function App() {
  const [route, setRoute] = useState('provisioning');
  const [news, setNews] = useState('');

  // A publish ends wherever the administrator is by then.
  useEffect(() => {
    const tell = ({ detail }) => setNews(`Published to ${detail.applied} people.`);
    document.addEventListener('o365-published', tell);
    return () => document.removeEventListener('o365-published', tell);
  }, []);

  return (
    <>
      <nav>
        <button onClick={() => setRoute('provisioning')}>Provisioning</button>
        <button onClick={() => setRoute('about')}>About</button>
      </nav>
      {route === 'provisioning' ? <Provisioning /> : <p>This page has no element of the library in it.</p>}
      <output id="news">{news}</output>
    </>
  );
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
