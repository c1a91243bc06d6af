"""The invented network of demonstrations, trainings, browser tests and screenshots."""
