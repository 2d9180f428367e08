#!/bin/sh
kubectl apply -f .
kubectl rollout status deployment/drupal
