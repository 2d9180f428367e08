#!/bin/sh
set -e
kubectl apply -f web.yaml
kubectl rollout status deploy/web --timeout 2m
kubectl rollout status deploy/website
