"""Het web: de publieke API voor de chat en de schermen voor medewerkers."""
