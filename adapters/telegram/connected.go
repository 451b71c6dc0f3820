package telegram

// Connected tells whether Telegram took the token and updates are taken.
func (a *Adapter) Connected() bool {
	select {
	case <-a.begun:
		return !a.webhooks() || a.hook.Load() != nil
	default:
		return false
	}
}
